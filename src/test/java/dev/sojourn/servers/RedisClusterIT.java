package dev.sojourn.servers;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;

class RedisClusterIT {

    @Test
    void key_belongs_to_one_node_and_the_others_say_which() {
        try (RedisCluster cluster = RedisCluster.start()) {
            // slot 12182, of the last third
            assertThat(cluster.nodes().get(2).command("SET", "foo", "bar")).isEqualTo("OK");
            assertThatThrownBy(() -> cluster.nodes().get(0).command("GET", "foo"))
                    .hasMessage("MOVED 12182 " + cluster.addresses().get(2));
        }
    }

    @Test
    void behind_proxies_nodes_send_clients_to_the_proxies() {
        try (RedisCluster cluster = RedisCluster.startBehindProxies();
                Resp client = Resp.connect(cluster.ports().get(0), null)) {
            assertThatThrownBy(() -> client.call("GET", "foo"))
                    .hasMessage(
                            "MOVED 12182 127.0.0.1:" + cluster.proxies().get(2).port());
            assertThat(cluster.trips()).isEqualTo(1);
        }
    }

    @Test
    void without_one_node_the_others_serve_their_slots() {
        try (RedisCluster cluster = RedisCluster.start()) {
            cluster.nodes().get(0).kill();

            assertThat(cluster.nodes().get(2).command("SET", "foo", "bar")).isEqualTo("OK");

            cluster.nodes().get(0).restart();
            cluster.awaitComplete();
        }
    }
}
