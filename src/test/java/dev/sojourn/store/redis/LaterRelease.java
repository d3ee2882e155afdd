package dev.sojourn.store.redis;

import dev.sojourn.servers.RedisServer;

/** Makes the copies in an outbox what a release would have written that has a hundred kinds of change more. */
public final class LaterRelease {

    /** A copy begins with the length of the change in two bytes, the number of its format, and that of its kind. */
    private static final String OTHER_KIND = """
            for _, field in ipairs(redis.call('HKEYS', KEYS[1])) do
              local copy = redis.call('HGET', KEYS[1], field)
              local kind = string.byte(copy, 4) + tonumber(ARGV[1])
              if kind >= 0 then
                redis.call('HSET', KEYS[1], field, string.sub(copy, 1, 3) .. string.char(kind) .. string.sub(copy, 5))
              end
            end
            return 1
            """;

    private LaterRelease() {}

    /** The changes of all copies are of kinds that only the later release knows. */
    public static void wrote(RedisServer server) {
        server.command("EVAL", OTHER_KIND, "1", "sojourn:~c", "100");
    }

    /** This is the later release: it knows their kinds. */
    public static void isThisOne(RedisServer server) {
        server.command("EVAL", OTHER_KIND, "1", "sojourn:~c", "-100");
    }
}
