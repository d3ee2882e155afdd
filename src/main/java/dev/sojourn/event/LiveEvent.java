package dev.sojourn.event;

import dev.sojourn.AdminTarget;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Something that happened, in the one form in which it is told to administrators, wherever it is known from: an event of this node, a message of
 * another one, an entry of the history. Never has a secret.
 *
 * @param type what happened, in kebab-case: {@code created}, {@code address-changed} and so on
 * @param at when, in UTC, to the millisecond
 * @param key of the session, or null where there is none
 * @param application whose session it is, or null
 * @param principal whose session it is, or null
 * @param namespace of the session, or null, also where the source does not tell it
 * @param ipAddress of the client as far as it may be known, or null
 * @param reason why a session ended, or null
 * @param by who did it where that is not the session's own user, or null
 * @param more what only this type has, by name
 */
public record LiveEvent(
        String type,
        Instant at,
        @Nullable String key,
        @Nullable String application,
        @Nullable String principal,
        @Nullable String namespace,
        @Nullable String ipAddress,
        @Nullable String reason,
        @Nullable String by,
        Map<String, String> more) {

    /** The type of the end of a session. */
    public static final String ENDED = "ended";

    /** Copies what only this type has. */
    public LiveEvent {
        more = Map.copyOf(more);
    }

    /** An event of this node. */
    public static LiveEvent of(SessionEvent event) {
        var builder = new Builder(type(event.getClass()), event.at().truncatedTo(ChronoUnit.MILLIS));
        if (event instanceof SessionEvent.Created created) {
            builder.session(created.key().value(), created.application(), created.principal());
            builder.ipAddress = created.ipAddress();
        } else if (event instanceof SessionEvent.Authenticated authenticated) {
            builder.session(authenticated.key().value(), authenticated.application(), authenticated.principal());
        } else if (event instanceof SessionEvent.Rotated rotated) {
            builder.session(rotated.key().value(), rotated.application(), rotated.principal());
        } else if (event instanceof SessionEvent.Ended ended) {
            builder.session(ended.key().value(), ended.application(), ended.principal());
            builder.reason = ended.reason().code();
            builder.by = ended.by();
        } else if (event instanceof SessionEvent.AddressChanged changed) {
            builder.session(changed.key().value(), changed.application(), changed.principal());
            builder.ipAddress = changed.ipAddress();
            builder.more("before", changed.before());
        } else if (event instanceof SessionEvent.AgentChanged changed) {
            builder.session(changed.key().value(), changed.application(), changed.principal());
            builder.more("before", changed.before());
            builder.more("userAgent", changed.userAgent());
        } else if (event instanceof SessionEvent.NewDevice device) {
            builder.session(device.key().value(), device.application(), device.principal());
            builder.ipAddress = device.ipAddress();
        } else if (event instanceof SessionEvent.LoginBlocked blocked) {
            builder.ipAddress = blocked.ipAddress();
            builder.more("username", blocked.username());
            builder.more("kind", blocked.by().name().toLowerCase(Locale.ROOT));
        } else if (event instanceof SessionEvent.LoginUnblocked unblocked) {
            builder.by = unblocked.administrator();
            builder.more("kind", unblocked.kind().name().toLowerCase(Locale.ROOT));
            builder.more("value", unblocked.value());
        } else if (event instanceof SessionEvent.Administered administered) {
            builder.target(administered.target(), administered.application(), administered.ipAddress());
            builder.by = administered.administrator();
            builder.more("action", administered.action().code());
        } else if (event instanceof SessionEvent.CsrfRefused refused) {
            builder.key = refused.key() == null ? null : refused.key().value();
            builder.ipAddress = refused.ipAddress();
            builder.more("cause", refused.cause());
        }
        return builder.build();
    }

    /** The record's name in kebab-case. */
    private static String type(Class<?> record) {
        return record.getSimpleName().replaceAll("(?<=[a-z])(?=[A-Z])", "-").toLowerCase(Locale.ROOT);
    }

    private static final class Builder {

        private final String type;
        private final Instant at;
        private final Map<String, String> more = new LinkedHashMap<>();
        private @Nullable String key;
        private @Nullable String application;
        private @Nullable String principal;
        private @Nullable String namespace;
        private @Nullable String ipAddress;
        private @Nullable String reason;
        private @Nullable String by;

        private Builder(String type, Instant at) {
            this.type = type;
            this.at = at;
        }

        private void session(String ofKey, String ofApplication, @Nullable String ofPrincipal) {
            key = ofKey;
            application = ofApplication;
            principal = ofPrincipal;
        }

        /** As the audit tells it: what it was about, and for want of that where it was done. */
        private void target(AdminTarget target, String administrators, @Nullable String from) {
            key = target.key() == null ? null : target.key().value();
            application = target.application() == null ? administrators : target.application();
            principal = target.principal();
            namespace = target.namespace();
            ipAddress = target.address() == null ? from : target.address();
        }

        private void more(String name, @Nullable String value) {
            if (value != null) {
                more.put(name, value);
            }
        }

        private LiveEvent build() {
            return new LiveEvent(type, at, key, application, principal, namespace, ipAddress, reason, by, more);
        }
    }
}
