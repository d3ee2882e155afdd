package dev.sojourn.store.encrypted;

import java.nio.charset.StandardCharsets;
import redis.clients.jedis.Jedis;

/** All of a Redis. Not by DUMP, which may compress: by what each type of key has in it. */
final class RedisRaw {

    private static final byte[] ALL = {'*'};

    private RedisRaw() {}

    static String of(int port) {
        var all = new StringBuilder();
        try (Jedis jedis = new Jedis("127.0.0.1", port)) {
            for (byte[] key : jedis.keys(ALL)) {
                add(key, all);
                switch (jedis.type(key)) {
                    case "string" -> add(jedis.get(key), all);
                    case "hash" ->
                        jedis.hgetAll(key).forEach((field, value) -> {
                            add(field, all);
                            add(value, all);
                        });
                    case "zset" -> jedis.zrange(key, 0, -1).forEach(member -> add(member, all));
                    case "list" -> jedis.lrange(key, 0, -1).forEach(element -> add(element, all));
                    case "set" -> jedis.smembers(key).forEach(member -> add(member, all));
                    case "none" -> all.append("gone\n");
                    default -> throw new AssertionError("a key of type " + jedis.type(key));
                }
            }
        }
        return all.toString();
    }

    private static void add(byte[] bytes, StringBuilder all) {
        if (bytes != null) {
            all.append(new String(bytes, StandardCharsets.ISO_8859_1)).append('\n');
        }
    }
}
