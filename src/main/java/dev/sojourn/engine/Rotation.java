package dev.sojourn.engine;

import dev.sojourn.ClientDetails;
import dev.sojourn.IssuedSession;
import dev.sojourn.LoginEpoch;
import dev.sojourn.SessionNotLiveException;
import dev.sojourn.SessionToken;
import dev.sojourn.Validation;
import dev.sojourn.codec.SessionBody;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.event.SessionEvents;
import dev.sojourn.store.ChangeKind;
import java.time.Instant;
import java.util.Set;
import java.util.function.BiFunction;

/** Gives sessions new secrets: on demand, at re-authentication, with other roles. One compare-and-swap, no index moves. */
final class Rotation {

    private final SessionRecords records;
    private final Admission admission;
    private final Validator validator;
    private final Secrets secrets;
    private final Snapshots snapshots;
    private final SessionEvents events;

    Rotation(
            SessionRecords records,
            Admission admission,
            Validator validator,
            Secrets secrets,
            Snapshots snapshots,
            SessionEvents events) {
        this.records = records;
        this.admission = admission;
        this.validator = validator;
        this.secrets = secrets;
        this.snapshots = snapshots;
        this.events = events;
    }

    IssuedSession rotate(SessionToken token) {
        return rotate(token, ChangeKind.ROTATED, (body, now) -> body);
    }

    IssuedSession changeRoles(SessionToken token, Set<String> roles) {
        return rotate(token, ChangeKind.CHANGED, (body, now) -> body.withRoles(roles));
    }

    IssuedSession reauthenticate(SessionToken token, LoginEpoch epoch, ClientDetails client) {
        SessionRecord record = validator.require(token);
        if (!epoch.principal().equals(record.fields().principal())) {
            throw new SessionNotLiveException(new Validation.Unknown());
        }
        admission.checkEpoch(epoch.principal(), epoch);
        IssuedSession issued = rotate(token, ChangeKind.AUTHENTICATED, (body, now) -> {
            SessionBody again = body.withAuthenticatedAt(now);
            return client.equals(ClientDetails.UNKNOWN) ? again : again.withClient(client);
        });
        events.publish(new SessionEvent.Authenticated(
                records.now(), token.key(), record.fields().application(), epoch.principal()));
        return issued;
    }

    private IssuedSession rotate(
            SessionToken token, ChangeKind kind, BiFunction<SessionBody, Instant, SessionBody> change) {
        var issued = new Secrets.Issued[1];
        SessionRecord rotated = records.change(token.key(), kind, (current, now) -> {
            SessionToken unused = validator.requireCurrent(current, token, now);
            issued[0] = secrets.rotated(token.key(), current.body().secrets(), now);
            SessionBody body = change.apply(current.body(), now).withSecrets(issued[0].stored());
            return SessionRecords.Draft.of(current).with(body).touched(now);
        });
        Instant now = records.now();
        events.publish(new SessionEvent.Rotated(
                now,
                token.key(),
                rotated.fields().application(),
                rotated.fields().principal()));
        return new IssuedSession(snapshots.of(rotated, now), issued[0].token(), secrets.csrf(issued[0].stored()));
    }
}
