package dev.sojourn.config;

import dev.sojourn.store.encrypted.EncryptionKeys;
import dev.sojourn.store.memcached.ServerAddress;
import dev.sojourn.store.redis.RedisNode;
import dev.sojourn.store.redis.RedisOptions;
import java.net.URI;
import java.net.URISyntaxException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.function.Function;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** The types of values that only keys of storages have. */
final class StorageTypes {

    private static final int LONGEST_SECRET = 8192;
    private static final Pattern HOST = Pattern.compile(
            "[0-9A-Za-z._-]{1,253}|[0-9A-Fa-f]{0,4}:[0-9A-Fa-f:.]{0,40}:[0-9A-Fa-f.]{0,15}(%[0-9A-Za-z._-]{1,32})?");
    private static final Pattern CLASS =
            Pattern.compile("[\\p{L}_$][\\p{L}\\p{N}_$]*(\\.[\\p{L}_$][\\p{L}\\p{N}_$]*)*");
    private static final Pattern JNDI = Pattern.compile("(java:)?[^:\\s]{1,255}");
    private static final Pattern JDBC_USER = Pattern.compile("jdbc:(postgresql|mariadb):[^/?]*//[^/?]*@");
    private static final Pattern JDBC = Pattern.compile("jdbc:(postgresql|mariadb|h2):\\S.*");

    static final ValueType<String> STORAGE =
            Types.choice("memory", "jcache", "redis", "memcached", "database", "hybrid", "cookie", "custom");

    static final ValueType<String> STORAGE_OR_NONE =
            Types.choice("none", "memory", "jcache", "redis", "memcached", "database", "hybrid", "cookie", "custom");

    static final ValueType<String> REVOCATION =
            Types.choice("memory", "jcache", "redis", "memcached", "database", "custom", "none");

    static final ValueType<String> HOST_NAME =
            Types.text("a host name or an IP address, without port", HOST.asMatchPredicate());

    static final ValueType<Integer> PORT = Types.number(1, 65_535);

    static final ValueType<String> SECRET =
            Types.text("1 to " + LONGEST_SECRET + " characters, no control characters", StorageTypes::isSecret);

    /** Longer than this nobody waits for an answer over http. */
    static final ValueType<Duration> TIMEOUT = Types.duration(Duration.ofMillis(10), Duration.ofMinutes(1));

    static final ValueType<Duration> DATABASE_TIMEOUT = Types.duration(Duration.ofMillis(10), Duration.ofMinutes(10));

    static final ValueType<Path> FILE = parsed("the path of a file", text -> isLine(text) ? Path.of(text) : null);

    /** Only in this server's own naming: JNDI would go to another for a name such as ldap://…, and believe what it says. */
    static final ValueType<String> JNDI_NAME = Types.text(
            "a JNDI name of this server, such as java:app/jdbc/sessions",
            text -> isLine(text) && JNDI.matcher(text).matches());

    static final ValueType<String> CLASS_NAME = Types.text("the full name of a class", CLASS.asMatchPredicate());

    static final ValueType<URI> LOCATION = new ValueType<>("a URI or the path of a file", StorageTypes::location);

    static final ValueType<RedisOptions> REDIS_URL =
            parsed("redis://[[user]:password@]host[:port][/database], or rediss:// for TLS", RedisOptions::ofUrl);

    static final ValueType<List<RedisNode>> REDIS_NODES =
            ValueType.listOf("list of host:port, an IPv6 address in brackets", parsed("", StorageTypes::redisNode));

    static final ValueType<List<ServerAddress>> MEMCACHED_SERVERS = once(ValueType.listOf(
            "list of host:port, each once, an IPv6 address in brackets", parsed("", StorageTypes::memcachedServer)));

    /**
     * Not stripped of its end by the pattern: JDBC parameters may hold what they like. No driver knows a user before the host: it takes both for
     * the host's name, and tells that name, password included, to the log.
     */
    static final ValueType<String> JDBC_URL = Types.text(
            "begins with jdbc:postgresql:, jdbc:mariadb: or jdbc:h2:, without user:password@",
            text -> isSecret(text)
                    && JDBC.matcher(text).matches()
                    && !JDBC_USER.matcher(text).lookingAt());

    /** Its complaint says which entry is wrong, for whoever adds one to others that are in use. */
    static final ValueType<EncryptionKeys> ENCRYPTION_KEYS =
            new ValueType<>(EncryptionKeys.ALLOWED, EncryptionKeys::parse);

    private StorageTypes() {}

    /** What a storage's own parser takes. It throws IllegalArgumentException, or answers null, for all else. */
    static <T> ValueType<T> parsed(String allowed, Function<String, @Nullable T> parser) {
        return new ValueType<>(allowed, text -> {
            try {
                return parser.apply(text);
            } catch (IllegalArgumentException notAllowed) {
                return null;
            }
        });
    }

    private static <E> ValueType<List<E>> once(ValueType<List<E>> type) {
        return new ValueType<>(type.allowed(), text -> {
            List<E> list = type.parse(text);
            return list == null || new HashSet<>(list).size() < list.size() ? null : list;
        });
    }

    private static @Nullable RedisNode redisNode(String text) {
        RedisNode node = RedisNode.parse(text);
        return HOST.matcher(node.host()).matches() ? node : null;
    }

    private static @Nullable ServerAddress memcachedServer(String text) {
        ServerAddress server = ServerAddress.parse(text);
        return HOST.matcher(server.host()).matches() ? server : null;
    }

    /** What has no scheme is a file; a Windows path has one of a single letter. */
    private static @Nullable URI location(String text) {
        if (!isLine(text)) {
            return null;
        }
        try {
            URI uri = new URI(text);
            if (uri.getScheme() != null && uri.getScheme().length() > 1) {
                return uri;
            }
        } catch (URISyntaxException notAUri) {
            // then it is a file, such as one with a blank in its path
        }
        URI file = FILE.parse(text) == null ? null : Path.of(text).toUri();
        return file;
    }

    private static boolean isLine(String text) {
        return text.length() <= 4096 && text.chars().noneMatch(Character::isISOControl);
    }

    private static boolean isSecret(String text) {
        return !text.isEmpty()
                && text.length() <= LONGEST_SECRET
                && text.chars().noneMatch(Character::isISOControl);
    }
}
