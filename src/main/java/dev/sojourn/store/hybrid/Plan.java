package dev.sojourn.store.hybrid;

import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Writes as asked, those of them that can be tried, and what is known of the others already. */
final class Plan {

    private record Item(
            @Nullable Planned possible, @Nullable WriteOutcome known) {}

    private final List<Item> items = new ArrayList<>();

    private Plan() {}

    /**
     * Plans writes.
     *
     * @param term of those that replace
     * @param load reads what was given without the hybrid's handle
     */
    static Plan of(
            List<RecordWrite> writes, long term, Function<Collection<RecordKey>, Map<RecordKey, StoredRecord>> load) {
        List<RecordKey> unknown = new ArrayList<>();
        for (RecordWrite write : writes) {
            if (write instanceof RecordWrite.Replace replace
                    && !(replace.current().handle() instanceof Seen)) {
                unknown.add(replace.key());
            }
        }
        Map<RecordKey, StoredRecord> loaded = unknown.isEmpty() ? Map.of() : load.apply(unknown);
        var plan = new Plan();
        for (RecordWrite write : writes) {
            plan.items.add(item(write, term, loaded));
        }
        return plan;
    }

    private static Item item(RecordWrite write, long term, Map<RecordKey, StoredRecord> loaded) {
        if (write instanceof RecordWrite.Create create) {
            return new Item(Planned.create(create), null);
        }
        StoredRecord current = ((RecordWrite.Replace) write).current();
        if (!current.key().equals(write.key())) {
            throw new IllegalArgumentException("a record is replaced by one with the same key");
        }
        if (current.handle() instanceof Seen seen) {
            return new Item(Planned.replace(write, seen, term), null);
        }
        StoredRecord there = loaded.get(write.key());
        if (there == null) {
            return new Item(null, WriteOutcome.ABSENT);
        }
        if (there.handle() instanceof Seen seen && there.version().equals(current.version())) {
            return new Item(Planned.replace(write, seen, term), null);
        }
        return new Item(null, WriteOutcome.CONFLICT);
    }

    /** Those that can be tried. */
    List<Planned> possible() {
        List<Planned> possible = new ArrayList<>();
        for (Item item : items) {
            if (item.possible() != null) {
                possible.add(item.possible());
            }
        }
        return possible;
    }

    /** What became of all, given what became of those that were tried. */
    List<WriteOutcome> outcomes(List<WriteOutcome> tried) {
        Iterator<WriteOutcome> next = tried.iterator();
        List<WriteOutcome> all = new ArrayList<>();
        for (Item item : items) {
            all.add(item.known() != null ? item.known() : next.next());
        }
        return all;
    }
}
