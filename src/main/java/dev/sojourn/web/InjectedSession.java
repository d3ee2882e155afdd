package dev.sojourn.web;

import dev.sojourn.Attributes;
import dev.sojourn.ClientDetails;
import dev.sojourn.CurrentSession;
import dev.sojourn.EndReason;
import dev.sojourn.Session;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionNotLiveException;
import dev.sojourn.SessionState;
import dev.sojourn.Validation;
import java.time.Instant;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * What {@code @Inject Session} gives: asks for the current request's session at each call, so that it is right in beans
 * of any scope.
 */
final class InjectedSession implements Session {

    private final CurrentSession current;

    InjectedSession(CurrentSession current) {
        this.current = current;
    }

    private Session live() {
        return current.get()
                .orElseThrow(() -> new SessionNotLiveException(current.whyNot().orElseGet(Validation.Missing::new)));
    }

    @Override
    public SessionKey key() {
        return live().key();
    }

    @Override
    public String application() {
        return live().application();
    }

    @Override
    public @Nullable String principal() {
        return live().principal();
    }

    @Override
    public Set<String> roles() {
        return live().roles();
    }

    @Override
    public @Nullable String namespace() {
        return live().namespace();
    }

    @Override
    public SessionState state() {
        return live().state();
    }

    @Override
    public @Nullable EndReason endReason() {
        return live().endReason();
    }

    @Override
    public @Nullable Instant endedAt() {
        return live().endedAt();
    }

    @Override
    public Instant createdAt() {
        return live().createdAt();
    }

    @Override
    public @Nullable Instant authenticatedAt() {
        return live().authenticatedAt();
    }

    @Override
    public Instant lastActiveAt() {
        return live().lastActiveAt();
    }

    @Override
    public Instant expiresAt() {
        return live().expiresAt();
    }

    @Override
    public @Nullable Instant absoluteExpiresAt() {
        return live().absoluteExpiresAt();
    }

    @Override
    public ClientDetails client() {
        return live().client();
    }

    @Override
    public Attributes attributes() {
        return live().attributes();
    }

    @Override
    public boolean persistent() {
        return live().persistent();
    }
}
