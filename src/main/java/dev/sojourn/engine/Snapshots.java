package dev.sojourn.engine;

import dev.sojourn.AttributeMapper;
import dev.sojourn.Attributes;
import dev.sojourn.Session;
import dev.sojourn.SessionSnapshot;
import dev.sojourn.SessionState;
import dev.sojourn.codec.SessionBody;
import dev.sojourn.store.IndexedFields;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** Records as the views that applications get. */
final class Snapshots {

    private final AttributeMapper mapper;

    Snapshots(AttributeMapper mapper) {
        this.mapper = mapper;
    }

    /** The session as judged at this instant. */
    Session of(SessionRecord record, Instant now) {
        IndexedFields fields = record.fields();
        SessionBody body = record.body();
        boolean live = record.liveAt(now);
        SessionBody.@Nullable Ending ending = live ? null : record.ending();
        return new SessionSnapshot(
                record.key(),
                fields.application(),
                fields.principal(),
                body.roles(),
                fields.namespace(),
                live ? SessionState.ACTIVE : SessionState.ENDED,
                ending == null ? null : ending.reason(),
                ending == null ? null : ending.at(),
                fields.createdAt(),
                body.authenticatedAt(),
                fields.lastActiveAt(),
                Timings.promised(body.timing(), fields.lastActiveAt()),
                body.timing().absoluteAt(),
                body.client(),
                new Attributes(body.attributes(), mapper),
                body.timing().persistent());
    }
}
