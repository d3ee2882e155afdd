package dev.sojourn.cdi;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.StorageUnavailableException;
import dev.sojourn.store.SessionStore;
import java.lang.reflect.Proxy;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class WarmUpTest {

    private final List<String> calls = new ArrayList<>();
    private int failures;

    @Test
    void storage_that_answers_is_read_once_and_not_written() {
        new WarmUp(store()).run();

        assertThat(calls).containsExactly("load", "loadAll");
    }

    @Test
    void storage_that_did_not_make_it_in_time_is_tried_again() {
        failures = 1;

        new WarmUp(store()).run();

        assertThat(calls).containsExactly("load", "load", "loadAll");
    }

    @Test
    void storage_that_is_not_there_is_left_alone_after_a_few_tries() {
        failures = Integer.MAX_VALUE;

        new WarmUp(store()).run();

        assertThat(calls).containsExactly("load", "load", "load");
    }

    private SessionStore store() {
        return (SessionStore) Proxy.newProxyInstance(
                SessionStore.class.getClassLoader(), new Class<?>[] {SessionStore.class}, (proxy, method, given) -> {
                    calls.add(method.getName());
                    if (failures-- > 0) {
                        throw new StorageUnavailableException("not there", null);
                    }
                    return method.getName().equals("loadAll") ? Map.of() : null;
                });
    }
}
