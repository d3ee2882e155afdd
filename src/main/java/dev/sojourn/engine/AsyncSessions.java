package dev.sojourn.engine;

import dev.sojourn.AsyncSessionManager;
import dev.sojourn.AttributeChanges;
import dev.sojourn.ClientDetails;
import dev.sojourn.CsrfToken;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.LoginEpoch;
import dev.sojourn.NewSession;
import dev.sojourn.Session;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionManager;
import dev.sojourn.SessionPage;
import dev.sojourn.SessionSearch;
import dev.sojourn.SessionToken;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.Executor;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The asynchronous twin: runs the calls of a {@link SessionManager} on an executor. */
public final class AsyncSessions implements AsyncSessionManager {

    private final SessionManager manager;
    private final Executor executor;

    /** Runs this manager's calls on this executor, which stays its owner's to close. */
    public AsyncSessions(SessionManager manager, Executor executor) {
        this.manager = manager;
        this.executor = executor;
    }

    private <T> CompletionStage<T> run(Supplier<T> call) {
        return CompletableFuture.supplyAsync(call, executor);
    }

    @Override
    public AsyncSessionManager by(String administrator) {
        return new AsyncSessions(manager.by(administrator), executor);
    }

    @Override
    public CompletionStage<LoginEpoch> loginEpoch(String principal) {
        return run(() -> manager.loginEpoch(principal));
    }

    @Override
    public CompletionStage<IssuedSession> create(NewSession request) {
        return run(() -> manager.create(request));
    }

    @Override
    public CompletionStage<IssuedSession> upgrade(SessionToken anonymous, NewSession login) {
        return run(() -> manager.upgrade(anonymous, login));
    }

    @Override
    public CompletionStage<Validation> validate(@Nullable String token) {
        return run(() -> manager.validate(token));
    }

    @Override
    public CompletionStage<Validation> validate(@Nullable String token, Touch touch) {
        return run(() -> manager.validate(token, touch));
    }

    @Override
    public CompletionStage<Validation> validate(@Nullable String token, Touch touch, ClientDetails client) {
        return run(() -> manager.validate(token, touch, client));
    }

    @Override
    public CompletionStage<Boolean> isCurrent(SessionToken token) {
        return run(() -> manager.isCurrent(token));
    }

    @Override
    public CompletionStage<IssuedSession> rotate(SessionToken token) {
        return run(() -> manager.rotate(token));
    }

    @Override
    public CompletionStage<IssuedSession> reauthenticate(SessionToken token, LoginEpoch epoch) {
        return run(() -> manager.reauthenticate(token, epoch));
    }

    @Override
    public CompletionStage<IssuedSession> reauthenticate(SessionToken token, LoginEpoch epoch, ClientDetails client) {
        return run(() -> manager.reauthenticate(token, epoch, client));
    }

    @Override
    public CompletionStage<IssuedSession> changeRoles(SessionToken token, Set<String> roles) {
        return run(() -> manager.changeRoles(token, roles));
    }

    @Override
    public CompletionStage<CsrfToken> regenerateCsrf(SessionKey key) {
        return run(() -> manager.regenerateCsrf(key));
    }

    @Override
    public CompletionStage<IssuedSession> regenerateCsrf(SessionToken token) {
        return run(() -> manager.regenerateCsrf(token));
    }

    @Override
    public CompletionStage<Boolean> end(SessionToken token, EndReason reason) {
        return run(() -> manager.end(token, reason));
    }

    @Override
    public CompletionStage<Boolean> end(SessionKey key, EndReason reason) {
        return run(() -> manager.end(key, reason));
    }

    @Override
    public CompletionStage<Integer> endAll(String principal, EndReason reason) {
        return run(() -> manager.endAll(principal, reason));
    }

    @Override
    public CompletionStage<Integer> endOthers(SessionKey current, EndReason reason) {
        return run(() -> manager.endOthers(current, reason));
    }

    @Override
    public CompletionStage<Integer> endOthers(SessionToken current, EndReason reason) {
        return run(() -> manager.endOthers(current, reason));
    }

    @Override
    public CompletionStage<Integer> endNamespace(String namespace) {
        return run(() -> manager.endNamespace(namespace));
    }

    @Override
    public CompletionStage<Integer> accountChanged(String principal) {
        return run(() -> manager.accountChanged(principal));
    }

    @Override
    public CompletionStage<Integer> accountChanged(String principal, SessionKey except) {
        return run(() -> manager.accountChanged(principal, except));
    }

    @Override
    public CompletionStage<Integer> erase(String principal) {
        return run(() -> manager.erase(principal));
    }

    @Override
    public CompletionStage<Optional<Session>> find(SessionKey key) {
        return run(() -> manager.find(key));
    }

    @Override
    public CompletionStage<Boolean> exists(SessionKey key) {
        return run(() -> manager.exists(key));
    }

    @Override
    public CompletionStage<List<Session>> sessionsOf(String principal) {
        return run(() -> manager.sessionsOf(principal));
    }

    @Override
    public CompletionStage<SessionPage> search(SessionSearch search, @Nullable String cursor, int limit) {
        return run(() -> manager.search(search, cursor, limit));
    }

    @Override
    public CompletionStage<Long> count(SessionSearch search) {
        return run(() -> manager.count(search));
    }

    @Override
    public CompletionStage<Session> update(SessionKey key, AttributeChanges changes, Touch touch) {
        return run(() -> manager.update(key, changes, touch));
    }

    @Override
    public CompletionStage<Session> update(Session seen, AttributeChanges changes, Touch touch) {
        return run(() -> manager.update(seen, changes, touch));
    }

    @Override
    public CompletionStage<IssuedSession> update(SessionToken token, AttributeChanges changes, Touch touch) {
        return run(() -> manager.update(token, changes, touch));
    }

    @Override
    public CompletionStage<Session> setNamespace(SessionKey key, @Nullable String namespace) {
        return run(() -> manager.setNamespace(key, namespace));
    }

    @Override
    public CompletionStage<IssuedSession> setNamespace(SessionToken token, @Nullable String namespace) {
        return run(() -> manager.setNamespace(token, namespace));
    }

    @Override
    public CompletionStage<Session> extend(SessionKey key, Duration atLeast) {
        return run(() -> manager.extend(key, atLeast));
    }

    @Override
    public CompletionStage<IssuedSession> extend(SessionToken token, Duration atLeast) {
        return run(() -> manager.extend(token, atLeast));
    }

    @Override
    public CompletionStage<Integer> cleanup() {
        return run(() -> manager.cleanup());
    }
}
