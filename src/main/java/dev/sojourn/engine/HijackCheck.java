package dev.sojourn.engine;

import dev.sojourn.ClientDetails;
import dev.sojourn.EndReason;
import dev.sojourn.SessionKey;
import dev.sojourn.codec.Seen;
import dev.sojourn.codec.SessionBody;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.event.SessionEvents;
import dev.sojourn.store.ChangeKind;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds out that a session is used by another client than the one it was given to, and whether that is new. Immutable. */
public final class HijackCheck {

    private final HijackPolicy policy;
    private final SessionEvents events;

    /**
     * By these rules.
     *
     * @param events told what was found
     */
    public HijackCheck(HijackPolicy policy, SessionEvents events) {
        this.policy = policy;
        this.events = events;
    }

    /** What is to be done. */
    public sealed interface Finding {}

    /** Nothing. */
    public record Nothing() implements Finding {}

    /**
     * A new value is to be noted in the record, and told by whoever did that.
     *
     * @param kind which of the two it is
     * @param value the address or User-Agent
     * @param seen what the record shall remember from then on
     */
    public record Report(ChangeKind kind, @Nullable String value, Seen seen) implements Finding {

        /** The record to be written, telling a history what was found. */
        SessionRecord in(SessionRecord next, Instant now) {
            return kind == ChangeKind.ADDRESS ? next.tellingAddress(now, value) : next;
        }
    }

    /**
     * The session is to be ended.
     *
     * @param reason why
     * @param told what was found
     */
    public record Ending(EndReason reason, Report told) implements Finding {}

    /**
     * Whose session it is.
     *
     * @param key its key
     * @param application that created it
     * @param principal who it belongs to; null when anonymous
     * @param client it was given to
     */
    public record Owner(
            SessionKey key, String application, @Nullable String principal, ClientDetails client) {

        static Owner of(SessionRecord record) {
            return new Owner(
                    record.key(),
                    record.fields().application(),
                    record.fields().principal(),
                    record.body().client());
        }
    }

    private static final Finding NOTHING = new Nothing();

    /** Looks at the address first. Computes no digest unless there is a change. */
    public Finding check(SessionKey key, SessionBody body, ClientDetails client) {
        ClientDetails own = body.client();
        boolean address = policy.addressDiffers(own, client);
        boolean agent = policy.agentDiffers(own, client);
        if (!address && !agent) {
            return NOTHING;
        }
        Seen seen = body.seen();
        var otherAddress = new Report(ChangeKind.ADDRESS, client.ipAddress(), seen);
        var otherAgent = new Report(ChangeKind.AGENT, client.userAgent(), seen);
        if (address && policy.address() == HijackPolicy.Reaction.END) {
            return new Ending(EndReason.ADDRESS, otherAddress);
        }
        if (agent && policy.agent() == HijackPolicy.Reaction.END) {
            return new Ending(EndReason.AGENT, otherAgent);
        }
        String session = key.value();
        if (address) {
            long digest = Seen.digest(session, policy.network(client.ipAddress()));
            if (!seen.addresses().contains(digest)) {
                return new Report(ChangeKind.ADDRESS, client.ipAddress(), seen.withAddress(digest));
            }
        }
        if (agent) {
            long digest = Seen.digest(session, Objects.requireNonNullElse(client.userAgent(), ""));
            if (!seen.agents().contains(digest)) {
                return new Report(ChangeKind.AGENT, client.userAgent(), seen.withAgent(digest));
            }
        }
        return NOTHING;
    }

    /** Publishes what was found; for the winner of the write. */
    public void tell(Report report, Owner owner, Instant now) {
        String value = report.value();
        if (report.kind() == ChangeKind.AGENT) {
            events.publish(new SessionEvent.AgentChanged(
                    now,
                    owner.key(),
                    owner.application(),
                    owner.principal(),
                    Objects.requireNonNull(owner.client().userAgent()),
                    value));
        } else {
            events.publish(new SessionEvent.AddressChanged(
                    now,
                    owner.key(),
                    owner.application(),
                    owner.principal(),
                    Objects.requireNonNull(owner.client().ipAddress()),
                    Objects.requireNonNull(value)));
        }
    }
}
