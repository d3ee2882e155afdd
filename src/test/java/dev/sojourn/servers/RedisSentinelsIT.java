package dev.sojourn.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

class RedisSentinelsIT {

    @Test
    void killed_master_is_replaced_by_the_replica() {
        Set<Long> before = children();
        Set<Long> started;
        try (RedisSentinels sentinels = RedisSentinels.start()) {
            started = children();
            started.removeAll(before);
            RedisServer first = sentinels.master();
            first.command("SET", "replicated", "yes");
            first.awaitReplicas();
            assertThat(sentinels.addresses()).hasSize(3);

            sentinels.failOver();

            assertThat(sentinels.master()).isNotSameAs(first);
            assertThat(sentinels.master().command("GET", "replicated")).isEqualTo("yes");
        }
        assertThat(started).hasSize(5);
        assertThat(children()).doesNotContainAnyElementsOf(started);
    }

    private static Set<Long> children() {
        return ProcessHandle.current()
                .children()
                .map(ProcessHandle::pid)
                .collect(Collectors.toCollection(TreeSet::new));
    }
}
