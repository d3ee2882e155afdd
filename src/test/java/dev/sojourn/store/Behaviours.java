package dev.sojourn.store;

import java.lang.reflect.Method;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.extension.AfterAllCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.TestWatcher;

/** Watches the contract suite wherever it runs, and leaves what it saw to {@link BehaviourTable}. JUnit finds it as a service. */
public final class Behaviours implements TestWatcher, AfterAllCallback {

    /** What became of a behaviour on a storage. Of several runs of one test, the first of these that happened. */
    enum Seen {
        FAILED("✗"),
        HELD("✓"),
        /** The storage does not have the capability that it is about. */
        NOT_THERE("–");

        private final String mark;

        Seen(String mark) {
            this.mark = mark;
        }

        String mark() {
            return mark;
        }

        Seen or(Seen other) {
            return compareTo(other) < 0 ? this : other;
        }
    }

    /** What one class has shown so far. */
    record Run(String variant, Map<Behaviour, Seen> seen) {}

    private final Map<Class<?>, Run> runs = new ConcurrentHashMap<>();

    @Override
    public void testSuccessful(ExtensionContext test) {
        note(test, Seen.HELD);
    }

    @Override
    public void testAborted(ExtensionContext test, Throwable cause) {
        note(test, Seen.NOT_THERE);
    }

    @Override
    public void testFailed(ExtensionContext test, Throwable cause) {
        note(test, Seen.FAILED);
    }

    private void note(ExtensionContext test, Seen seen) {
        Method method = test.getRequiredTestMethod();
        if (Behaviour.isOne(method) && test.getRequiredTestInstance() instanceof SessionStoreContract storage) {
            runs.computeIfAbsent(storage.getClass(), first -> new Run(storage.variant(), new HashMap<>()))
                    .seen()
                    .merge(Behaviour.of(method), seen, Seen::or);
        }
    }

    @Override
    public void afterAll(ExtensionContext tests) {
        Run run = runs.remove(tests.getRequiredTestClass());
        if (run != null) {
            BehaviourTable.save(tests.getRequiredTestClass(), run);
        }
    }
}
