package dev.sojourn.codec;

import dev.sojourn.EndReason;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The numbers of the end reasons in the stored formats. */
final class EndReasonCodec {

    // In the order of their numbers in the format: append only.
    private static final List<EndReason> REASONS = List.of(
            EndReason.LOGOUT,
            EndReason.ADMIN,
            EndReason.EVICTED,
            EndReason.IDLE,
            EndReason.ABSOLUTE,
            EndReason.ADDRESS,
            EndReason.AGENT,
            EndReason.NAMESPACE,
            EndReason.ACCOUNT,
            EndReason.THEFT);

    private EndReasonCodec() {}

    static void write(@Nullable EndReason reason, CodecWriter out) throws IOException {
        if (reason == null) {
            out.nil();
        } else {
            out.number(REASONS.indexOf(reason));
        }
    }

    static @Nullable EndReason read(CodecReader in) throws IOException {
        return in.nil() ? null : in.constant(REASONS);
    }
}
