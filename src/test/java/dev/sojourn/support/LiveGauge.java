package dev.sojourn.support;

import dev.sojourn.store.AtomicWrites;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.time.Clock;
import java.util.HashMap;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;

/**
 * Watches how many sessions of a principal are live at once. Writes of sessions go through one at a time, so that none is
 * counted before the one that made room for it has ended, or after.
 */
public final class LiveGauge {

    private final SessionStore store;
    private final Clock clock;
    private final Map<String, Set<String>> live = new HashMap<>();
    private int most;

    /** Around this store. */
    public LiveGauge(SessionStore real, Clock clock) {
        this.clock = clock;
        this.store = (SessionStore) Proxy.newProxyInstance(
                LiveGauge.class.getClassLoader(), new Class<?>[] {SessionStore.class}, (proxy, method, arguments) -> {
                    try {
                        if (method.getName().equals("exchange")) {
                            return InvocationHandler.invokeDefault(proxy, method, arguments);
                        }
                        if (method.getName().equals("capability") && arguments[0] == AtomicWrites.class) {
                            return real.capability(AtomicWrites.class).map(this::watching);
                        }
                        boolean write = method.getName().equals("create")
                                || method.getName().equals("replace");
                        if (!write) {
                            return method.invoke(real, arguments);
                        }
                        var record = (StoredRecord) arguments[arguments.length - 1];
                        synchronized (live) {
                            Object answer = method.invoke(real, arguments);
                            if (Boolean.TRUE.equals(answer) || answer == WriteOutcome.WRITTEN) {
                                note(record);
                            }
                            return answer;
                        }
                    } catch (InvocationTargetException e) {
                        throw e.getCause();
                    }
                });
    }

    private AtomicWrites watching(AtomicWrites atomic) {
        return writes -> {
            synchronized (live) {
                boolean written = atomic.writeAll(writes);
                if (written) {
                    writes.forEach(write -> note(write.next()));
                }
                return written;
            }
        };
    }

    private void note(StoredRecord record) {
        if (record.key().kind() != RecordKind.SESSION || record.fields() == null) {
            return;
        }
        String principal = String.valueOf(record.fields().principal());
        Set<String> keys = live.computeIfAbsent(principal, name -> new HashSet<>());
        if (record.fields().liveAt(clock.instant())) {
            keys.add(record.key().id());
        } else {
            keys.remove(record.key().id());
        }
        most = Math.max(most, keys.size());
    }

    /** The store to give to engines. */
    public SessionStore store() {
        return store;
    }

    /** The greatest number of live sessions that any principal ever had. */
    public int most() {
        synchronized (live) {
            return most;
        }
    }
}
