package dev.sojourn.store.redis;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.sojourn.StorageException;
import dev.sojourn.StorageUnavailableException;
import dev.sojourn.servers.RedisCluster;
import dev.sojourn.servers.RedisSentinels;
import dev.sojourn.servers.RedisUser;
import dev.sojourn.servers.TestCertificate;
import dev.sojourn.store.RecordBuilder;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.redis.RedisTopology.Cluster;
import dev.sojourn.store.redis.RedisTopology.Sentinel;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import org.junit.jupiter.api.Test;

/** TLS, and users with the documented rights, where there is more than one server. */
class SecuredIT {

    private static final RedisLogin LOGIN = new RedisLogin("app", "s3cr3t-word");
    private static final RedisLogin SENTINEL_LOGIN = new RedisLogin("asker", "an0ther-word");

    @Test
    void sentinels_and_the_master_they_name_are_spoken_to_and_followed() {
        try (RedisSentinels sentinels = RedisSentinels.startSecured(
                        user(LOGIN, DocumentedRights.ON_A_SERVER),
                        user(SENTINEL_LOGIN, DocumentedRights.ON_SENTINELS));
                SessionStore store = open(sentinels, SENTINEL_LOGIN);
                SessionStore stranger = open(sentinels, RedisLogin.NONE)) {
            Everything.isDone(store);
            assertThatThrownBy(stranger::ping)
                    .isInstanceOf(StorageUnavailableException.class)
                    .hasMessageContaining("no Sentinel knows the master");

            Instant now = Clock.systemUTC().instant().truncatedTo(ChronoUnit.MILLIS);
            StoredRecord record = RecordBuilder.session("kept", now).build();
            assertThat(store.create(record)).isTrue();
            sentinels.master().awaitReplicas();
            sentinels.failOver();
            await().ignoreExceptionsInstanceOf(StorageException.class)
                    .until(() -> store.load(record.key()), record::equals);
        }
    }

    @Test
    void all_nodes_of_a_cluster_are_spoken_to() {
        try (RedisCluster cluster = RedisCluster.startSecured(user(LOGIN, DocumentedRights.ON_A_CLUSTER));
                SessionStore store = open(cluster, LOGIN);
                SessionStore stranger = open(cluster, RedisLogin.NONE)) {
            Everything.isDone(store);
            for (int i = 0; i < 60; i++) {
                assertThat(store.create(RecordBuilder.session("key-" + i, Instant.now(Clock.systemUTC()))
                                .build()))
                        .isTrue();
            }
            assertThat(cluster.nodes())
                    .allSatisfy(node -> assertThat(node.command("DBSIZE")).isNotEqualTo("0"));
            assertThatThrownBy(stranger::ping).isInstanceOf(StorageUnavailableException.class);
        }
    }

    private static SessionStore open(RedisSentinels sentinels, RedisLogin toSentinels) {
        List<RedisNode> nodes =
                sentinels.addresses().stream().map(RedisNode::parse).toList();
        return open(new Sentinel(RedisSentinels.MASTER_NAME, nodes, toSentinels), LOGIN, sentinels.certificate());
    }

    private static SessionStore open(RedisCluster cluster, RedisLogin login) {
        List<RedisNode> nodes =
                cluster.addresses().stream().map(RedisNode::parse).toList();
        return open(new Cluster(nodes), login, cluster.certificate());
    }

    private static SessionStore open(RedisTopology topology, RedisLogin login, TestCertificate certificate) {
        return RedisStores.open(
                RedisOptions.defaults()
                        .withTopology(topology)
                        .withLogin(login)
                        .withTls(new RedisTls(certificate.certificate(), null, null, null, null, true))
                        .withTimeouts(Duration.ofSeconds(5), Duration.ofSeconds(5)),
                Clock.systemUTC());
    }

    private static RedisUser user(RedisLogin login, List<String> rules) {
        return new RedisUser(String.valueOf(login.username()), String.valueOf(login.password()), rules);
    }
}
