package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.support.EngineFixture;
import dev.sojourn.support.Policies;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class ManySessionsTest {

    /** More than are ended at a time. */
    private static final int MANY = 1100;

    @Test
    void allOfAPrincipalWithoutLimit_endInOneCall() {
        try (var fixture = EngineFixture.stepByStep(Policies.DEFAULT.limit(0))) {
            List<IssuedSession> issued = new ArrayList<>();
            for (int i = 0; i < MANY; i++) {
                issued.add(fixture.login("alice"));
            }
            assertThat(fixture.engine().endAll("alice", EndReason.ADMIN)).isEqualTo(MANY);
            assertThat(issued)
                    .allSatisfy(session -> assertThat(fixture.word(session)).isEqualTo("admin"));
            assertThat(fixture.engine().endAll("alice", EndReason.ADMIN)).isZero();
        }
    }
}
