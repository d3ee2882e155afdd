package dev.sojourn.engine;

import dev.sojourn.codec.BlockedBody;
import dev.sojourn.codec.BlockedBody.Entry;
import dev.sojourn.codec.BlockedBodyCodec;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/**
 * Which counts reached their limit: an index in a few records, so that every storage has it. It only says where to look; whether a count is
 * blocked is told by the count itself. Each part keeps the latest ends and leaves out what is over, whenever it is written. Safe for many
 * threads.
 */
final class BlockList {

    /** So that many blocks that begin at once do not wait for each other. */
    private static final int PARTS = 16;

    /** Of each part: all of them together hold several times what is listed. */
    static final int MOST_IN_PART = 50;

    private final Box<BlockedBody> parts;

    BlockList(SessionStore store, LoginPolicy policy, CheckedTokenSource random) {
        this.parts = new Box<>(
                store,
                random,
                policy.deadline(),
                new Box.Form<>(BlockedBodyCodec::encode, BlockedBodyCodec::decode, BlockList::until));
    }

    private static Instant until(BlockedBody body) {
        return body.entries().get(0).until();
    }

    /** Puts a count on the list; false where it stands there already. */
    boolean add(String id, Instant until, Instant now) {
        return parts.change(key(Math.floorMod(id.hashCode(), PARTS)), current -> {
            List<Entry> entries = current.map(BlockedBody::entries).orElse(List.of());
            List<Entry> next = Stream.concat(
                            Stream.of(new Entry(id, until)),
                            entries.stream().filter(entry -> !entry.id().equals(id) && now.isBefore(entry.until())))
                    .sorted(Comparator.comparing(Entry::until).reversed())
                    .limit(MOST_IN_PART)
                    .toList();
            return next.equals(entries) ? Optional.empty() : Optional.of(new BlockedBody(next));
        });
    }

    /** The ids of the counts, the latest end first. */
    List<String> ids(Instant now) {
        return parts.load(IntStream.range(0, PARTS).mapToObj(BlockList::key).toList()).values().stream()
                .flatMap(body -> body.entries().stream())
                .filter(entry -> now.isBefore(entry.until()))
                .sorted(Comparator.comparing(Entry::until).reversed())
                .map(Entry::id)
                .toList();
    }

    private static RecordKey key(int part) {
        return new RecordKey(RecordKind.ATTEMPTS, "blocks:" + part);
    }
}
