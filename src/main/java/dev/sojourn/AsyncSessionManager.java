package dev.sojourn;

import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletionStage;
import org.jspecify.annotations.Nullable;

/**
 * {@link SessionManager} without waiting: each method does what the method of the same name and parameters does there, on
 * an executor (in a container its managed one), and its stage completes with that method's answer or exception. Safe for
 * many threads.
 */
public interface AsyncSessionManager {

    /** @see SessionManager#by(String) */
    AsyncSessionManager by(String administrator);

    /** @see SessionManager#loginEpoch(String) */
    CompletionStage<LoginEpoch> loginEpoch(String principal);

    /** @see SessionManager#create(NewSession) */
    CompletionStage<IssuedSession> create(NewSession request);

    /** @see SessionManager#upgrade(SessionToken, NewSession) */
    CompletionStage<IssuedSession> upgrade(SessionToken anonymous, NewSession login);

    /** @see SessionManager#validate(String) */
    CompletionStage<Validation> validate(@Nullable String token);

    /** @see SessionManager#validate(String, Touch) */
    CompletionStage<Validation> validate(@Nullable String token, Touch touch);

    /** @see SessionManager#validate(String, Touch, ClientDetails) */
    CompletionStage<Validation> validate(@Nullable String token, Touch touch, ClientDetails client);

    /** @see SessionManager#isCurrent(SessionToken) */
    CompletionStage<Boolean> isCurrent(SessionToken token);

    /** @see SessionManager#rotate(SessionToken) */
    CompletionStage<IssuedSession> rotate(SessionToken token);

    /** @see SessionManager#reauthenticate(SessionToken, LoginEpoch) */
    CompletionStage<IssuedSession> reauthenticate(SessionToken token, LoginEpoch epoch);

    /** @see SessionManager#reauthenticate(SessionToken, LoginEpoch, ClientDetails) */
    CompletionStage<IssuedSession> reauthenticate(SessionToken token, LoginEpoch epoch, ClientDetails client);

    /** @see SessionManager#changeRoles(SessionToken, Set) */
    CompletionStage<IssuedSession> changeRoles(SessionToken token, Set<String> roles);

    /** @see SessionManager#regenerateCsrf(SessionKey) */
    CompletionStage<CsrfToken> regenerateCsrf(SessionKey key);

    /** @see SessionManager#regenerateCsrf(SessionToken) */
    CompletionStage<IssuedSession> regenerateCsrf(SessionToken token);

    /** @see SessionManager#end(SessionToken, EndReason) */
    CompletionStage<Boolean> end(SessionToken token, EndReason reason);

    /** @see SessionManager#end(SessionKey, EndReason) */
    CompletionStage<Boolean> end(SessionKey key, EndReason reason);

    /** @see SessionManager#endAll(String, EndReason) */
    CompletionStage<Integer> endAll(String principal, EndReason reason);

    /** @see SessionManager#endOthers(SessionKey, EndReason) */
    CompletionStage<Integer> endOthers(SessionKey current, EndReason reason);

    /** @see SessionManager#endOthers(SessionToken, EndReason) */
    CompletionStage<Integer> endOthers(SessionToken current, EndReason reason);

    /** @see SessionManager#endNamespace(String) */
    CompletionStage<Integer> endNamespace(String namespace);

    /** @see SessionManager#accountChanged(String) */
    CompletionStage<Integer> accountChanged(String principal);

    /** @see SessionManager#accountChanged(String, SessionKey) */
    CompletionStage<Integer> accountChanged(String principal, SessionKey except);

    /** @see SessionManager#erase(String) */
    CompletionStage<Integer> erase(String principal);

    /** @see SessionManager#find(SessionKey) */
    CompletionStage<Optional<Session>> find(SessionKey key);

    /** @see SessionManager#exists(SessionKey) */
    CompletionStage<Boolean> exists(SessionKey key);

    /** @see SessionManager#sessionsOf(String) */
    CompletionStage<List<Session>> sessionsOf(String principal);

    /** @see SessionManager#search(SessionSearch, String, int) */
    CompletionStage<SessionPage> search(SessionSearch search, @Nullable String cursor, int limit);

    /** @see SessionManager#count(SessionSearch) */
    CompletionStage<Long> count(SessionSearch search);

    /** @see SessionManager#update(SessionKey, AttributeChanges, Touch) */
    CompletionStage<Session> update(SessionKey key, AttributeChanges changes, Touch touch);

    /** @see SessionManager#update(SessionToken, AttributeChanges, Touch) */
    CompletionStage<IssuedSession> update(SessionToken token, AttributeChanges changes, Touch touch);

    /** @see SessionManager#update(Session, AttributeChanges, Touch) */
    CompletionStage<Session> update(Session seen, AttributeChanges changes, Touch touch);

    /** @see SessionManager#setNamespace(SessionKey, String) */
    CompletionStage<Session> setNamespace(SessionKey key, @Nullable String namespace);

    /** @see SessionManager#setNamespace(SessionToken, String) */
    CompletionStage<IssuedSession> setNamespace(SessionToken token, @Nullable String namespace);

    /** @see SessionManager#extend(SessionKey, Duration) */
    CompletionStage<Session> extend(SessionKey key, Duration atLeast);

    /** @see SessionManager#extend(SessionToken, Duration) */
    CompletionStage<IssuedSession> extend(SessionToken token, Duration atLeast);

    /** @see SessionManager#cleanup() */
    CompletionStage<Integer> cleanup();
}
