package dev.sojourn.store.hybrid;

import dev.sojourn.store.Change;
import dev.sojourn.store.ChangeKind;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.Version;
import org.jspecify.annotations.Nullable;

/**
 * A write, known well enough to be done in the front or in the database.
 *
 * @param asked as the caller gave it
 * @param base what is replaced; null for a record to be created
 * @param next the record as it shall be in the database, with its change
 * @param grave what stands in the front in the place of a record to be created, and gives way to it; null where nothing is known to
 */
record Planned(
        RecordWrite asked,
        @Nullable Seen base,
        StoredRecord next,
        @Nullable StoredRecord grave) {

    /**
     * A new record has term 0: created twice by nodes that do not see each other, the second is never further on than what became of the
     * first.
     */
    static Planned create(RecordWrite.Create asked) {
        StoredRecord next = asked.next();
        return new Planned(asked, null, Terms.with(next, next.key(), next.version()), null);
    }

    /** Further on than what it replaces, also where its own number is not: a new record in the place of one that cannot be decrypted. */
    static Planned replace(RecordWrite asked, Seen base, long term) {
        StoredRecord next = asked.next();
        long atLeast = Math.max(term, Terms.of(base.version()));
        Version version = Terms.stored(next.version(), atLeast);
        if (version.number() <= base.version().number()) {
            version = Terms.stored(next.version(), atLeast + 1);
        }
        return new Planned(asked, base, Terms.with(next, next.key(), version), null);
    }

    /**
     * The same creation in the place of a grave: further on than what was removed, so that whoever is still on the way to the database with that does
     * not take it for the later one.
     */
    Planned over(StoredRecord standing) {
        Version version = Terms.stored(asked.next().version(), Terms.of(standing.version()) + 1);
        return new Planned(asked, base, Terms.with(next, next.key(), version), standing);
    }

    RecordKey key() {
        return next.key();
    }

    boolean isMirrored() {
        return Terms.isMirrored(key().kind());
    }

    boolean isTouch() {
        return isTouch(next);
    }

    static boolean isTouch(StoredRecord copy) {
        Change change = copy.change();
        return change != null && change.kind() == ChangeKind.TOUCHED;
    }

    /** The copy as the front's outbox knows it. */
    StoredRecord copy(String tag) {
        return Terms.with(next, Front.key(tag, key()), next.version());
    }

    /** The write in the front. */
    RecordWrite inFront(String tag) {
        StoredRecord copy = copy(tag);
        if (base != null) {
            return new RecordWrite.Replace(base.forFront(copy.key(), tag), copy);
        }
        return grave == null ? new RecordWrite.Create(copy) : new RecordWrite.Replace(grave, copy);
    }

    RecordWrite inDatabase() {
        return inDatabase(null);
    }

    /** The same, where the database is known to be at another version than what is replaced. */
    RecordWrite inDatabase(@Nullable Version known) {
        if (base == null) {
            return new RecordWrite.Create(next);
        }
        StoredRecord current =
                known == null ? base.forDatabase(key()) : Terms.withoutChange(base.origin(), key(), known);
        return new RecordWrite.Replace(current, next);
    }
}
