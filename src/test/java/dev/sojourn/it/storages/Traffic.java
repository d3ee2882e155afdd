package dev.sojourn.it.storages;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Answer;
import dev.sojourn.it.Visitor;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** Users who change their sessions all the time, one change behind the other, and note what they were told. */
final class Traffic implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    private final List<User> users;
    private final ExecutorService threads;
    private final AtomicLong answers = new AtomicLong();
    private final Map<Integer, Long> refusals = new ConcurrentHashMap<>();
    private volatile boolean over;

    private Traffic(List<User> users) {
        this.users = users;
        this.threads = Executors.newFixedThreadPool(users.size());
    }

    /** So many users sign in and begin. */
    static Traffic of(int users, URI server) {
        var traffic = new Traffic(Stream.generate(() -> new User(Visitor.signedIn(server, Accounts.fresh())))
                .limit(users)
                .toList());
        for (User user : traffic.users) {
            traffic.threads.execute(() -> traffic.change(user));
        }
        return traffic;
    }

    /** One of them. Read when the traffic has ended. */
    static final class User {

        private final Visitor visitor;
        private int sent;
        private int done;
        private int unknown;

        private User(Visitor visitor) {
            this.visitor = visitor;
        }

        Visitor visitor() {
            return visitor;
        }

        /** How many changes were answered with 200. */
        int done() {
            return done;
        }

        /** How many more may have happened. */
        int unknown() {
            return unknown;
        }
    }

    /** Waits until so many more changes are answered, whatever the answers are. */
    void awaitMore(int changes) {
        long before = answers.get();
        Awaitility.await().atMost(PATIENCE).until(() -> answers.get() >= before + changes);
    }

    List<User> users() {
        return users;
    }

    /** Answers other than 200: how many of each status. */
    Map<Integer, Long> refusals() {
        return refusals;
    }

    /** Lets everybody finish the change he is at. */
    @Override
    public void close() throws InterruptedException {
        over = true;
        threads.shutdown();
        if (!threads.awaitTermination(PATIENCE.toSeconds(), TimeUnit.SECONDS)) {
            throw new IllegalStateException("a request hangs");
        }
    }

    private void change(User user) {
        while (!over) {
            user.sent++;
            Answer answer = user.visitor.patch("/api/session/attributes", "{\"ui.step\":" + user.sent + "}");
            if (answer.status() == 200) {
                user.done++;
            } else {
                user.unknown++;
                refusals.merge(answer.status(), 1L, Long::sum);
            }
            answers.incrementAndGet();
        }
    }
}
