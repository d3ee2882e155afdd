package dev.sojourn.store.redis;

import dev.sojourn.store.Incarnation;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import redis.clients.jedis.Protocol;

/**
 * The run ids of the masters, which a restart and a failover change, and a mark in every bucket, which is gone when somebody emptied it. Safe for
 * many threads.
 */
final class RedisIncarnation implements Incarnation {

    private final Server server;
    private final Layout layout;

    RedisIncarnation(Server server, Layout layout) {
        this.server = server;
        this.layout = layout;
    }

    /** Two trips. */
    @Override
    public String incarnation() {
        return server.operation(() -> {
            List<String> parts = new ArrayList<>();
            for (Object info : server.sendToMasters(new Command.Read(Protocol.Command.INFO, List.of(), List.of()))) {
                if (!Reply.field(info, "role").equals("slave")) {
                    parts.add(Reply.field(info, "run_id"));
                }
            }
            parts.addAll(marks());
            return String.join(" ", parts);
        });
    }

    private List<String> marks() {
        byte[] fresh = UUID.randomUUID().toString().getBytes(StandardCharsets.US_ASCII);
        List<Command> calls = new ArrayList<>();
        for (int bucket = 0; bucket < layout.buckets(); bucket++) {
            calls.add(Command.Call.of(Script.MARK, List.of(layout.indexKey(bucket, 'i')), List.of(fresh)));
        }
        return server.send(calls).stream()
                .map(Reply::bytes)
                .filter(Objects::nonNull)
                .map(mark -> new String(mark, StandardCharsets.US_ASCII))
                .distinct()
                .toList();
    }
}
