package dev.sojourn.store.hybrid;

import dev.sojourn.StorageTimeoutException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.store.SessionStore;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Proxy;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Predicate;

/** A store around a real one that can be out of reach, for chosen calls, before they happen or after. Safe for many threads. */
final class Breakable {

    private volatile Predicate<String> unreachable = call -> false;
    private volatile Predicate<String> unanswered = call -> false;
    private final AtomicReference<Interruption> interruption = new AtomicReference<>();

    /** What happens just before a call of one thread. */
    private record Interruption(Thread thread, String method, Runnable work) {}

    /** No call gets through any more. */
    void refuse() {
        unreachable = call -> !isLocal(call);
    }

    /** Calls with this name happen and are not answered. */
    void loseAnswersOf(String method) {
        unanswered = method::equals;
    }

    /** Others are quicker than the calling thread: this happens, once, after it has set out on a call with this name and before it arrives. */
    void beforeNext(String method, Runnable work) {
        interruption.set(new Interruption(Thread.currentThread(), method, work));
    }

    private void letOthersThrough(String call) {
        Interruption next = interruption.get();
        if (next != null
                && next.thread() == Thread.currentThread()
                && next.method().equals(call)
                && interruption.compareAndSet(next, null)) {
            next.work().run();
        }
    }

    /** All is well again. */
    void restore() {
        unreachable = call -> false;
        unanswered = call -> false;
    }

    /** This store, its capabilities included, as far as it can be reached. */
    SessionStore around(SessionStore real) {
        return through(SessionStore.class, real);
    }

    private <T> T through(Class<T> type, T real) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(), new Class<?>[] {type}, (proxy, method, given) -> {
                    String call = method.getName();
                    if (unreachable.test(call)) {
                        throw new StorageUnavailableException("broken by the test", null);
                    }
                    letOthersThrough(call);
                    Object answer;
                    try {
                        answer = method.invoke(real, given);
                    } catch (InvocationTargetException thrown) {
                        throw thrown.getCause();
                    }
                    if (unanswered.test(call)) {
                        throw new StorageTimeoutException("broken by the test", null);
                    }
                    if (call.equals("capability")) {
                        return ((Optional<?>) answer).map(found -> capability((Class<?>) given[0], found));
                    }
                    return answer;
                }));
    }

    private <T> T capability(Class<T> type, Object found) {
        return through(type, type.cast(found));
    }

    private static boolean isLocal(String call) {
        return call.equals("capability")
                || call.equals("close")
                || call.equals("name")
                || call.equals("operation")
                || call.equals("mayLose");
    }
}
