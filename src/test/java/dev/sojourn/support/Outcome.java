package dev.sojourn.support;

import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import org.jspecify.annotations.Nullable;

/**
 * What became of a call.
 *
 * @param value its answer; null when it threw
 * @param thrown what it threw; null when it answered
 */
public record Outcome<T>(@Nullable T value, @Nullable Throwable thrown) {

    static <T> Outcome<T> of(Callable<T> call) {
        try {
            return new Outcome<>(call.call(), null);
        } catch (ExecutionException e) {
            return new Outcome<>(null, e.getCause());
        } catch (Exception e) {
            return new Outcome<>(null, e);
        }
    }

    /** Whether it answered. */
    public boolean answered() {
        return thrown == null;
    }

    /** Its answer; an AssertionError with the cause when it threw. */
    public T orFail() {
        if (thrown != null) {
            throw new AssertionError("the call failed", thrown);
        }
        return value;
    }
}
