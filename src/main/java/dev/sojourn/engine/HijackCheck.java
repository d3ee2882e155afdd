package dev.sojourn.engine;

import dev.sojourn.ClientDetails;
import dev.sojourn.EndReason;
import dev.sojourn.codec.Seen;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.event.SessionEvents;
import dev.sojourn.store.ChangeKind;
import java.time.Instant;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Finds out that a session is used by another client than the one it was given to, and whether that is new. */
final class HijackCheck {

    private final SessionRecords records;
    private final HijackPolicy policy;
    private final SessionEvents events;

    HijackCheck(SessionRecords records, HijackPolicy policy, SessionEvents events) {
        this.records = records;
        this.policy = policy;
        this.events = events;
    }

    /** What is to be done. */
    sealed interface Finding {}

    /** Nothing. */
    record Nothing() implements Finding {}

    /**
     * A new value is to be noted in the record, and told by whoever did that.
     *
     * @param kind which of the two it is
     * @param value the address or User-Agent
     * @param seen what the record shall remember from then on
     */
    record Report(ChangeKind kind, @Nullable String value, Seen seen) implements Finding {

        /** The record to be written, telling a history what was found. */
        SessionRecord in(SessionRecord next, Instant now) {
            return kind == ChangeKind.ADDRESS ? next.tellingAddress(now, value) : next;
        }
    }

    /** The session is to be ended. */
    record Ending(EndReason reason, Report told) implements Finding {}

    private static final Finding NOTHING = new Nothing();

    /** Looks at the address first. Computes no digest unless there is a change. */
    Finding check(SessionRecord record, ClientDetails client) {
        ClientDetails own = record.body().client();
        boolean address = policy.addressDiffers(own, client);
        boolean agent = policy.agentDiffers(own, client);
        if (!address && !agent) {
            return NOTHING;
        }
        Seen seen = record.body().seen();
        var otherAddress = new Report(ChangeKind.ADDRESS, client.ipAddress(), seen);
        var otherAgent = new Report(ChangeKind.AGENT, client.userAgent(), seen);
        if (address && policy.address() == HijackPolicy.Reaction.END) {
            return new Ending(EndReason.ADDRESS, otherAddress);
        }
        if (agent && policy.agent() == HijackPolicy.Reaction.END) {
            return new Ending(EndReason.AGENT, otherAgent);
        }
        String session = record.key().value();
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
    void tell(SessionRecord record, Report report) {
        ClientDetails own = record.body().client();
        String application = record.fields().application();
        String principal = record.fields().principal();
        String value = report.value();
        if (report.kind() == ChangeKind.AGENT) {
            events.publish(new SessionEvent.AgentChanged(
                    records.now(),
                    record.key(),
                    application,
                    principal,
                    Objects.requireNonNull(own.userAgent()),
                    value));
        } else {
            events.publish(new SessionEvent.AddressChanged(
                    records.now(),
                    record.key(),
                    application,
                    principal,
                    Objects.requireNonNull(own.ipAddress()),
                    Objects.requireNonNull(value)));
        }
    }
}
