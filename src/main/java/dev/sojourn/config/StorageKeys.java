package dev.sojourn.config;

import static dev.sojourn.config.StorageTypes.FILE;
import static dev.sojourn.config.StorageTypes.HOST_NAME;
import static dev.sojourn.config.StorageTypes.PORT;
import static dev.sojourn.config.StorageTypes.SECRET;
import static dev.sojourn.config.Types.BOOLEAN;
import static dev.sojourn.config.Types.TEXT;
import static dev.sojourn.config.Types.choice;
import static dev.sojourn.config.Types.number;

import dev.sojourn.store.encrypted.EncryptionKeys;
import dev.sojourn.store.memcached.ServerAddress;
import dev.sojourn.store.redis.RedisNode;
import dev.sojourn.store.redis.RedisOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/** The keys of each storage, in the order of the documentation. */
final class StorageKeys {

    private static final KeyList KEYS = new KeyList();

    static final Key<Integer> MEMORY_MAX_SESSIONS = KEYS.of(
            "memory.max-sessions",
            number(1, 100_000_000),
            "100000",
            "Sessions in the storage `memory`; when it is full, new ones are refused.");

    static final Key<String> JCACHE_PROVIDER = KEYS.open(
            "jcache.provider",
            StorageTypes.CLASS_NAME,
            "the embedded Infinispan",
            "JCache provider of the storage `jcache`, where it is not the embedded Infinispan.");
    static final Key<URI> JCACHE_CONFIG_URI = KEYS.open(
            "jcache.config-uri",
            StorageTypes.LOCATION,
            "Sojourn's own file for Infinispan, the provider's default for others",
            "The provider's configuration, with a cache named `sojourn`.");

    static final Key<RedisOptions> REDIS_URL = KEYS.secret(
            "redis.url",
            StorageTypes.REDIS_URL,
            "none",
            "The server; wins over host, port, database, username, password.");
    static final Key<String> REDIS_HOST = KEYS.of("redis.host", HOST_NAME, "localhost", "The server.");
    static final Key<Integer> REDIS_PORT = KEYS.of("redis.port", PORT, "6379", "Its port.");
    static final Key<Integer> REDIS_DATABASE =
            KEYS.of("redis.database", number(0, 1_000_000), "0", "Number of the database. A Cluster has only 0.");
    static final Key<String> REDIS_USERNAME =
            KEYS.open("redis.username", TEXT, "none: the user default", "ACL user; needs a password.");
    static final Key<String> REDIS_PASSWORD = KEYS.secret("redis.password", SECRET, "none", "Password of the user.");
    static final Key<Integer> REDIS_POOL_SIZE =
            KEYS.of("redis.pool-size", number(1, 10_000), "10", "Connections to a server, at most.");
    static final Key<Duration> REDIS_TIMEOUT = KEYS.of(
            "redis.timeout",
            StorageTypes.TIMEOUT,
            "PT2S",
            "One deadline per operation, connecting and waiting included.");
    static final Key<Duration> REDIS_CONNECT_TIMEOUT = KEYS.of(
            "redis.connect-timeout", StorageTypes.TIMEOUT, "PT2S", "For making a connection, within the deadline.");
    static final Key<List<RedisNode>> REDIS_SENTINELS =
            KEYS.list("redis.sentinels", StorageTypes.REDIS_NODES, "Sentinels, which know where the master is.");
    static final Key<String> REDIS_SENTINEL_MASTER =
            KEYS.open("redis.sentinel-master", TEXT, "none", "Name of the master. Required with sentinels.");
    static final Key<String> REDIS_SENTINEL_USERNAME =
            KEYS.open("redis.sentinel-username", TEXT, "none: the user default", "ACL user on the sentinels.");
    static final Key<String> REDIS_SENTINEL_PASSWORD =
            KEYS.secret("redis.sentinel-password", SECRET, "none", "Password on the sentinels.");
    static final Key<List<RedisNode>> REDIS_CLUSTER_NODES = KEYS.list(
            "redis.cluster-nodes", StorageTypes.REDIS_NODES, "Some nodes of a Redis Cluster; they tell of the others.");
    static final Key<Boolean> REDIS_TLS =
            KEYS.open("redis.tls", BOOLEAN, "false; true with `rediss://`", "Whether to speak TLS.");
    static final Key<Path> REDIS_TLS_TRUST_CERTIFICATES = KEYS.open(
            "redis.tls.trust-certificates", FILE, "those that Java trusts", "PEM file of certificates to trust.");
    static final Key<Path> REDIS_TLS_TRUST_STORE = KEYS.open(
            "redis.tls.trust-store", FILE, "those that Java trusts", "The same as a key store, PKCS12 or JKS.");
    static final Key<String> REDIS_TLS_TRUST_STORE_PASSWORD =
            KEYS.secret("redis.tls.trust-store-password", SECRET, "none", "Password of that key store.");
    static final Key<Path> REDIS_TLS_CERTIFICATE =
            KEYS.open("redis.tls.certificate", FILE, "none", "PEM file of the client's own certificate.");
    static final Key<Path> REDIS_TLS_KEY =
            KEYS.open("redis.tls.key", FILE, "none", "PEM file of its private key (PKCS#8, not encrypted).");
    static final Key<Boolean> REDIS_TLS_CHECK_HOST = KEYS.of(
            "redis.tls.check-host", BOOLEAN, "true", "Whether the server's certificate must name the host asked for.");

    static final Key<List<ServerAddress>> MEMCACHED_SERVERS = KEYS.list(
            "memcached.servers",
            StorageTypes.MEMCACHED_SERVERS,
            "The servers, written alike on every node; win over host and port.");
    static final Key<String> MEMCACHED_HOST = KEYS.of("memcached.host", HOST_NAME, "localhost", "The only server.");
    static final Key<Integer> MEMCACHED_PORT = KEYS.of("memcached.port", PORT, "11211", "Its port.");
    static final Key<String> MEMCACHED_USERNAME =
            KEYS.open("memcached.username", TEXT, "none", "SASL user, the same on all servers; needs a password.");
    static final Key<String> MEMCACHED_PASSWORD =
            KEYS.secret("memcached.password", SECRET, "none", "Password of the user.");
    static final Key<Integer> MEMCACHED_POOL_SIZE =
            KEYS.of("memcached.pool-size", number(1, 100), "10", "Connections to each server.");
    static final Key<Duration> MEMCACHED_TIMEOUT =
            KEYS.of("memcached.timeout", StorageTypes.TIMEOUT, "PT0.5S", "One deadline per operation.");

    static final Key<String> DATABASE_DATASOURCE = KEYS.of(
            "database.datasource",
            StorageTypes.JNDI_NAME,
            "java:comp/DefaultDataSource",
            "JNDI name of a data source of the server, where there is no url.");
    static final Key<String> DATABASE_URL = KEYS.secret(
            "database.url",
            StorageTypes.JDBC_URL,
            "none",
            "The database, reached with a pool of Sojourn's own; wins over the data source.");
    static final Key<String> DATABASE_USERNAME =
            KEYS.open("database.username", TEXT, "none", "User of the database at the url.");
    static final Key<String> DATABASE_PASSWORD = KEYS.secret("database.password", SECRET, "none", "Its password.");
    static final Key<Integer> DATABASE_POOL_SIZE =
            KEYS.of("database.pool-size", number(1, 1000), "10", "Connections in use at once, also of a data source.");
    static final Key<Duration> DATABASE_TIMEOUT =
            KEYS.of("database.timeout", StorageTypes.DATABASE_TIMEOUT, "PT5S", "One deadline per operation.");
    static final Key<String> DATABASE_SCHEMA = KEYS.open(
            "database.schema",
            choice("create", "update", "validate", "none"),
            "validate; create in dev",
            "What is done about the tables when the database is first reached.");

    static final Key<String> HYBRID_FRONT = KEYS.of(
            "hybrid.front", choice("redis", "memcached", "jcache"), "redis", "What stands in front of the database.");

    static final Key<EncryptionKeys> COOKIE_STORAGE_KEYS = KEYS.secret(
            "cookie-storage.keys",
            StorageTypes.ENCRYPTION_KEYS,
            "none: required with the storage `cookie`",
            "Keys that seal sessions in cookies: the first seals, all open.");
    static final Key<String> COOKIE_STORAGE_REVOCATION = KEYS.open(
            "cookie-storage.revocation",
            StorageTypes.REVOCATION,
            "none: required with the storage `cookie`",
            "Storage that remembers which sessions in cookies are over; `none` leaves logout to the client.");

    static final Key<EncryptionKeys> ENCRYPTION_KEYS = KEYS.secret(
            "encryption.keys",
            StorageTypes.ENCRYPTION_KEYS,
            "none: no encryption",
            "Keys for encryption at rest: the first encrypts, all decrypt.");

    static final Key<Optional<Duration>> AUDIT_RETENTION = KEYS.of(
            "audit.retention",
            Types.durationOrOff(Types.SECOND),
            "P365D",
            "How long the history of sessions is kept; off is for ever.");

    private StorageKeys() {}

    /** All of them. */
    static List<Key<?>> all() {
        return KEYS.all();
    }
}
