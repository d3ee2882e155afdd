package dev.sojourn.store.memcached;

import dev.sojourn.StorageException;
import dev.sojourn.StorageTimeoutException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * Requests to several servers as one trip: all are sent before the first answer is waited for, those to one server on one connection in their
 * order. Each server's part goes through that server's guard, so that its breaker sees only its own failures.
 */
final class Trips {

    private Trips() {}

    /**
     * Sends the requests and waits for the answers of all.
     *
     * @throws StorageException of a server that failed, a timeout before others; the other servers' requests were still carried out
     */
    static void run(List<Request> requests) {
        List<StorageException> failures = attempt(requests);
        for (StorageException failure : failures) {
            if (failure instanceof StorageTimeoutException) {
                throw failure;
            }
        }
        if (!failures.isEmpty()) {
            throw failures.get(0);
        }
    }

    /** The same, but answers what failed: one for each server that did. */
    static List<StorageException> attempt(List<Request> requests) {
        Map<ServerLink, List<Request>> byLink = new LinkedHashMap<>();
        for (Request request : requests) {
            byLink.computeIfAbsent(request.link(), link -> new ArrayList<>()).add(request);
        }
        List<StorageException> failures = new ArrayList<>();
        // Where a connection must be waited for last, so that this takes no time from the others.
        List<Map.Entry<ServerLink, List<Request>>> parts = new ArrayList<>(byLink.entrySet());
        parts.sort(Comparator.comparing(part -> !part.getKey().isConnected()));
        sendRest(parts.iterator(), failures);
        return failures;
    }

    /** A server's part holds those of the servers after it: they are sent before its answers are waited for. */
    private static void sendRest(Iterator<Map.Entry<ServerLink, List<Request>>> rest, List<StorageException> failures) {
        while (rest.hasNext()) {
            Map.Entry<ServerLink, List<Request>> part = rest.next();
            ServerLink link = part.getKey();
            try {
                link.guard().trip(left -> {
                    sendAndAwait(link, part.getValue(), left, rest, failures);
                    return part;
                });
            } catch (StorageException failure) {
                failures.add(failure);
            }
        }
    }

    private static void sendAndAwait(
            ServerLink link,
            List<Request> requests,
            Duration left,
            Iterator<Map.Entry<ServerLink, List<Request>>> rest,
            List<StorageException> failures) {
        long end = System.nanoTime() + left.toNanos();
        Connection connection = link.connection(left);
        connection.send(
                requests.stream().map(request -> request.commandOn(connection)).toList());
        sendRest(rest, failures);
        requests.forEach(request -> request.await(end));
    }
}
