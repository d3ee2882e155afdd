package dev.sojourn.store.memcached;

import dev.sojourn.store.RecordKey;
import dev.sojourn.store.StoredRecord;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Several records to be read: one request to each server that has some. To be sent once; for one thread. */
final class Reads {

    private final Records records;
    private final Map<RecordKey, String> texts = new LinkedHashMap<>();
    private final List<Request> requests = new ArrayList<>();

    Reads(Records records, Collection<RecordKey> wanted) {
        this.records = records;
        Map<ServerLink, List<String>> byLink = new LinkedHashMap<>();
        for (RecordKey key : wanted) {
            String text = records.text(key);
            if (texts.put(key, text) == null) {
                byLink.computeIfAbsent(records.link(text), link -> new ArrayList<>())
                        .add(text);
            }
        }
        byLink.forEach((link, keys) -> requests.add(Request.gets(link, keys)));
    }

    List<Request> requests() {
        return requests;
    }

    /** What was found, by key. */
    Map<RecordKey, StoredRecord> found() {
        Map<String, Request.Found> values = new HashMap<>();
        requests.forEach(request -> values.putAll(request.found()));
        Map<RecordKey, StoredRecord> found = new HashMap<>();
        texts.forEach((key, text) -> {
            StoredRecord record = records.readable(key, values.get(text));
            if (record != null) {
                found.put(key, record);
            }
        });
        return found;
    }
}
