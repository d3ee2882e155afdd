package dev.sojourn.it;

import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;

/** The accounts of the deployed WAR. Tests share one server, so each takes an account that no other test uses. */
public final class Accounts {

    /** Has the role {@code sojourn-admin}. */
    public static final String ADMIN = "admin";

    /** Has the role {@code user}. For tests that sign out what they signed in, and fail no login. */
    public static final String ALICE = "alice";

    private static final int MANY = 800;
    private static final AtomicInteger NEXT = new AtomicInteger();

    private Accounts() {}

    /** A user that no other test gets, with the role {@code user}. */
    public static String fresh() {
        int next = NEXT.getAndIncrement();
        if (next >= MANY) {
            throw new IllegalStateException("there are only " + MANY + " accounts");
        }
        return user(next);
    }

    /** The password of an account. */
    public static String passwordOf(String name) {
        return "password of " + name;
    }

    /** The keys of the configuration that make these accounts. */
    static List<String> configuration() {
        List<String> names = Stream.concat(
                        Stream.of(ADMIN, ALICE), IntStream.range(0, MANY).mapToObj(Accounts::user))
                .toList();
        return Stream.concat(
                        Stream.of("sojourn.users=" + String.join(",", names)),
                        names.stream()
                                .flatMap(name -> Stream.of(
                                        "sojourn.users." + name + ".password=plain:" + passwordOf(name),
                                        name.equals(ADMIN) ? "" : "sojourn.users." + name + ".roles=user")))
                .filter(line -> !line.isEmpty())
                .collect(Collectors.toList());
    }

    private static String user(int number) {
        return "user" + number;
    }
}
