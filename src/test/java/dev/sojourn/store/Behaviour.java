package dev.sojourn.store;

import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import org.junit.platform.commons.annotation.Testable;
import org.junit.platform.commons.support.AnnotationSupport;

/**
 * One test of the contract suite.
 *
 * @param part the class that has it
 * @param test its method
 */
record Behaviour(String part, String test) {

    static Behaviour of(Method test) {
        return new Behaviour(test.getDeclaringClass().getSimpleName(), test.getName());
    }

    /** Whether a method is a test of the suite, and not one that a storage adds. */
    static boolean isOne(Method method) {
        return method.getDeclaringClass().isAssignableFrom(SessionStoreContract.class)
                && AnnotationSupport.isAnnotated(method, Testable.class);
    }

    /** All, part by part as they build on each other, by name within a part. */
    static List<Behaviour> all() {
        List<Behaviour> all = new ArrayList<>();
        for (Class<?> part = SessionStoreContract.class; part != Object.class; part = part.getSuperclass()) {
            all.addAll(
                    0,
                    Arrays.stream(part.getDeclaredMethods())
                            .filter(Behaviour::isOne)
                            .map(Behaviour::of)
                            .sorted(Comparator.comparing(Behaviour::test))
                            .toList());
        }
        return all;
    }

    /** The test's name in words: {@code replace_neverThere_isAbsent} is "replace, never there: is absent". */
    String sentence() {
        List<String> parts =
                Arrays.stream(test.split("_", -1)).map(Behaviour::words).toList();
        int last = parts.size() - 1;
        return last == 0 ? parts.get(0) : String.join(", ", parts.subList(0, last)) + ": " + parts.get(last);
    }

    private static String words(String camelCase) {
        return Arrays.stream(camelCase.split("(?=\\p{Upper})", -1))
                .map(word -> word.toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(" "));
    }
}
