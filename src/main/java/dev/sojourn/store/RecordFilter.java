package dev.sojourn.store;

import dev.sojourn.SessionState;
import java.time.Instant;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Which session records to list; null means any.
 *
 * @param application exactly this application
 * @param principal exactly this principal
 * @param anonymous only sessions without a principal
 * @param namespace exactly this namespace
 * @param state active or ended as judged at {@code now}: past {@code expiresAt} is ended
 * @param address a test of {@link IndexedFields#address}, which is not applied to null
 * @param now the instant of judgement
 */
public record RecordFilter(
        @Nullable String application,
        @Nullable String principal,
        boolean anonymous,
        @Nullable String namespace,
        @Nullable SessionState state,
        @Nullable Predicate<String> address,
        Instant now) {

    /** Whether a record's fields pass. */
    public boolean accepts(IndexedFields fields) {
        return (application == null || application.equals(fields.application()))
                && (principal == null || principal.equals(fields.principal()))
                && (!anonymous || fields.principal() == null)
                && (namespace == null || namespace.equals(fields.namespace()))
                && (state == null || (state == SessionState.ACTIVE) == fields.liveAt(now))
                && (address == null || (fields.address() != null && address.test(fields.address())));
    }
}
