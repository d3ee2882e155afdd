package dev.sojourn.engine;

import static java.util.stream.Collectors.toMap;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.AsyncSessionManager;
import dev.sojourn.EndReason;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionManager;
import dev.sojourn.StorageUnavailableException;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Method;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Proxy;
import java.lang.reflect.Type;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.CompletionException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class AsyncSessionsTest {

    private static final SessionKey KEY = new SessionKey("AAAAAAAAAAAAAAAAAAAAAA");

    /** An executor that runs nothing until it is told to. */
    private final Queue<Runnable> waiting = new ArrayDeque<>();

    static Stream<Method> methods() {
        return Arrays.stream(AsyncSessionManager.class.getMethods());
    }

    @Test
    void every_method_of_the_manager_has_its_twin_with_the_same_parameters_and_answer() {
        Map<String, Type> twins = methods().collect(toMap(AsyncSessionsTest::signature, AsyncSessionsTest::stageOf));

        Map<String, Type> originals = Arrays.stream(SessionManager.class.getMethods())
                .collect(toMap(AsyncSessionsTest::signature, method -> boxed(method.getGenericReturnType())));

        assertThat(twins).isEqualTo(originals);
    }

    @ParameterizedTest
    @MethodSource("methods")
    void call_goes_to_the_method_of_the_same_name_and_parameters(Method twin) throws Exception {
        var called = new ArrayDeque<String>();
        var sessions = new AsyncSessions(recording(called), Runnable::run);
        Object[] arguments = new Object[twin.getParameterCount()];
        for (int i = 0; i < arguments.length; i++) {
            arguments[i] = twin.getParameterTypes()[i] == int.class ? 0 : null;
        }

        twin.invoke(sessions, arguments);

        assertThat(called).containsExactly(signature(twin));
    }

    @Test
    void call_runs_on_the_executor_and_not_before() {
        var called = new ArrayDeque<String>();
        var stage = new AsyncSessions(recording(called), waiting::add).end(KEY, EndReason.LOGOUT);

        assertThat(called).isEmpty();
        assertThat(stage.toCompletableFuture()).isNotDone();

        waiting.remove().run();
        assertThat(called).hasSize(1);
        assertThat(stage.toCompletableFuture().join()).isFalse();
    }

    @Test
    void exception_of_the_manager_completes_the_stage() {
        var failing = manager((proxy, method, arguments) -> {
            throw new StorageUnavailableException("down", null);
        });

        var stage = new AsyncSessions(failing, Runnable::run).exists(KEY);

        assertThatThrownBy(() -> stage.toCompletableFuture().join())
                .isInstanceOf(CompletionException.class)
                .hasCauseInstanceOf(StorageUnavailableException.class);
    }

    private static SessionManager recording(Queue<String> called) {
        return manager((proxy, method, arguments) -> {
            called.add(signature(method));
            Class<?> type = method.getReturnType();
            if (type == boolean.class) {
                return false;
            }
            if (type == int.class) {
                return 0;
            }
            return type == long.class ? 0L : null;
        });
    }

    private static SessionManager manager(InvocationHandler handler) {
        return (SessionManager) Proxy.newProxyInstance(
                SessionManager.class.getClassLoader(), new Class<?>[] {SessionManager.class}, handler);
    }

    private static String signature(Method method) {
        return method.getName() + Arrays.toString(method.getParameterTypes());
    }

    private static Type stageOf(Method method) {
        if (method.getReturnType() == AsyncSessionManager.class) {
            return SessionManager.class;
        }
        return ((ParameterizedType) method.getGenericReturnType()).getActualTypeArguments()[0];
    }

    private static Type boxed(Type type) {
        if (type == boolean.class) {
            return Boolean.class;
        }
        if (type == int.class) {
            return Integer.class;
        }
        return type == long.class ? Long.class : type;
    }
}
