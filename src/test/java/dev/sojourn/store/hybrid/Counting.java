package dev.sojourn.store.hybrid;

import dev.sojourn.store.SessionStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentLinkedQueue;

/** A store around a real one that notes which calls the test's own thread makes. */
final class Counting {

    private static final Set<String> TRIPS = Set.of(
            "load", "loadAll", "create", "replace", "delete", "exchange", "writeAll", "takeOver", "ping", "delivered");

    private final Thread counted = Thread.currentThread();
    private final ConcurrentLinkedQueue<String> calls = new ConcurrentLinkedQueue<>();

    /** The calls since the last time, in their order. */
    List<String> calls() {
        List<String> made = List.copyOf(calls);
        calls.clear();
        return made;
    }

    SessionStore around(SessionStore real) {
        return through(SessionStore.class, real);
    }

    private <T> T through(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    if (Thread.currentThread() == counted && TRIPS.contains(method.getName())) {
                        calls.add(method.getName());
                    }
                    try {
                        Object answer = method.invoke(real, given);
                        return method.getName().equals("capability")
                                ? ((Optional<?>) answer).map(found -> capability((Class<?>) given[0], found))
                                : answer;
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                }));
    }

    private <T> T capability(Class<T> type, Object found) {
        return through(type, type.cast(found));
    }
}
