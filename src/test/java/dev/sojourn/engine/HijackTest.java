package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.ClientDetails;
import dev.sojourn.Device;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.Session;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import dev.sojourn.codec.Seen;
import dev.sojourn.engine.HijackPolicy.Reaction;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.event.SessionEvent.AddressChanged;
import dev.sojourn.event.SessionEvent.AgentChanged;
import dev.sojourn.support.EngineFixture;
import dev.sojourn.support.Policies;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A session that another client uses. */
class HijackTest {

    private static final String HOME = "192.0.2.1";
    private static final String AGENT = "Mozilla/5.0 (X11; Linux x86_64) Chrome/130.0.0.0";

    private static ClientDetails client(String address, String agent) {
        return new ClientDetails(address, agent, Device.UNKNOWN);
    }

    private static ClientDetails from(String address) {
        return client(address, AGENT);
    }

    private static IssuedSession login(EngineFixture fixture) {
        return fixture.engine().create(NewSession.of("alice").client(from(HOME)));
    }

    private static String use(SessionEngine engine, IssuedSession session, ClientDetails client) {
        return EngineFixture.word(engine.validate(session.token().value(), Touch.NO, client));
    }

    private static HijackPolicy both(Reaction reaction) {
        return new HijackPolicy(reaction, 32, 128, reaction);
    }

    @Test
    void sameClient_costsNoWriteAndTellsNothing() {
        try (var fixture = new EngineFixture()) {
            IssuedSession alice = login(fixture);
            fixture.events().clear();
            assertThat(use(fixture.engine(), alice, from(HOME))).isEqualTo("live");
            assertThat(use(fixture.engine(), alice, ClientDetails.UNKNOWN)).isEqualTo("live");
            assertThat(fixture.look(alice)).isInstanceOf(Validation.Live.class);
            assertThat(fixture.events().all()).isEmpty();
        }
    }

    @Test
    void otherAddress_isToldOnceForEachNewOneOverAllNodes() {
        try (var fixture = new EngineFixture()) {
            IssuedSession alice = login(fixture);
            SessionEngine second = fixture.engine(Policies.DEFAULT);
            for (String address : List.of("198.51.100.7", HOME, "198.51.100.7", "203.0.113.9", "198.51.100.7")) {
                assertThat(use(fixture.engine(), alice, from(address))).isEqualTo("live");
                assertThat(use(second, alice, from(address))).isEqualTo("live");
            }
            assertThat(fixture.events().of(AddressChanged.class))
                    .extracting(AddressChanged::ipAddress)
                    .containsExactly("198.51.100.7", "203.0.113.9");
            AddressChanged told = fixture.events().of(AddressChanged.class).get(0);
            assertThat(told)
                    .isEqualTo(new AddressChanged(
                            fixture.clock().instant(), alice.token().key(), "/shop", "alice", HOME, "198.51.100.7"));
            assertThat(fixture.events().of(AgentChanged.class)).isEmpty();
        }
    }

    @Test
    void otherAgent_isToldOnceForEachNewOne() {
        try (var fixture = new EngineFixture()) {
            IssuedSession alice = login(fixture);
            String newer = AGENT.replace("130", "131");
            for (String agent : List.of(newer, newer, AGENT, newer, "curl/8", "curl/8")) {
                assertThat(use(fixture.engine(), alice, client(HOME, agent))).isEqualTo("live");
            }
            assertThat(use(fixture.engine(), alice, new ClientDetails(HOME, null, Device.UNKNOWN)))
                    .isEqualTo("live");
            assertThat(fixture.events().of(AgentChanged.class))
                    .extracting(AgentChanged::before, AgentChanged::userAgent)
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple(AGENT, newer),
                            org.assertj.core.groups.Tuple.tuple(AGENT, "curl/8"),
                            org.assertj.core.groups.Tuple.tuple(AGENT, null));
        }
    }

    @Test
    void addressAndAgentAtOnce_areTwoEvents() {
        try (var fixture = new EngineFixture()) {
            IssuedSession alice = login(fixture);
            use(fixture.engine(), alice, client("198.51.100.7", "curl/8"));
            assertThat(fixture.events().of(AddressChanged.class)).hasSize(1);
            assertThat(fixture.events().of(AgentChanged.class)).hasSize(1);
        }
    }

    @Test
    void longAgents_areComparedAsTheyAreKept() {
        try (var fixture = new EngineFixture()) {
            String common = "x".repeat(ClientDetails.MAX_USER_AGENT);
            IssuedSession alice = fixture.engine().create(NewSession.of("alice").client(client(HOME, common + "one")));
            use(fixture.engine(), alice, client(HOME, common + "another"));
            assertThat(fixture.events().of(AgentChanged.class)).isEmpty();
        }
    }

    @Test
    void parallelRequestsWithTheSameNewAddress_areOneEvent() throws Exception {
        try (var fixture = new EngineFixture()) {
            IssuedSession alice = login(fixture);
            List<SessionEngine> nodes = List.of(fixture.engine(), fixture.engine(Policies.DEFAULT));
            var threads = Executors.newFixedThreadPool(8);
            try {
                for (int round = 0; round < 20; round++) {
                    String address = "198.51.100." + round;
                    var barrier = new CyclicBarrier(8);
                    List<Callable<String>> requests = IntStream.range(0, 8)
                            .<Callable<String>>mapToObj(number -> () -> {
                                barrier.await();
                                return use(nodes.get(number % 2), alice, from(address));
                            })
                            .toList();
                    for (Future<String> answer : threads.invokeAll(requests)) {
                        assertThat(answer.get()).isEqualTo("live");
                    }
                }
            } finally {
                threads.shutdownNow();
            }
            assertThat(fixture.events().of(AddressChanged.class))
                    .extracting(AddressChanged::ipAddress)
                    .hasSize(20)
                    .doesNotHaveDuplicates();
        }
    }

    @Test
    void end_endsWithTheReasonAndTellsIt() {
        try (var fixture = new EngineFixture(Policies.DEFAULT.hijack(both(Reaction.END)))) {
            IssuedSession moved = login(fixture);
            IssuedSession stolen = login(fixture);
            assertThat(use(fixture.engine(), moved, from("198.51.100.7"))).isEqualTo("address");
            assertThat(use(fixture.engine(), moved, from(HOME))).isEqualTo("address");
            assertThat(use(fixture.engine(), stolen, client(HOME, "curl/8"))).isEqualTo("agent");
            assertThat(fixture.word(stolen)).isEqualTo("agent");
            assertThat(fixture.events().of(SessionEvent.Ended.class))
                    .extracting(ended -> ended.reason().code())
                    .containsExactly("address", "agent");
            assertThat(fixture.events().of(AddressChanged.class)).hasSize(1);
            assertThat(fixture.events().of(AgentChanged.class)).hasSize(1);
        }
    }

    @Test
    void wrongSecret_endsNothing() {
        try (var fixture = new EngineFixture(Policies.DEFAULT.hijack(both(Reaction.END)))) {
            IssuedSession alice = login(fixture);
            String guess = alice.token().key().value() + "." + "A".repeat(43);
            assertThat(EngineFixture.word(fixture.engine().validate(guess, Touch.YES, from("198.51.100.7"))))
                    .isEqualTo("unknown");
            assertThat(fixture.word(alice)).isEqualTo("live");
        }
    }

    @Test
    void ignore_comparesNothing() {
        try (var fixture = new EngineFixture(Policies.DEFAULT.hijack(both(Reaction.IGNORE)))) {
            IssuedSession alice = login(fixture);
            assertThat(use(fixture.engine(), alice, client("198.51.100.7", "curl")))
                    .isEqualTo("live");
            assertThat(fixture.events().of(AddressChanged.class)).isEmpty();
            assertThat(fixture.events().of(AgentChanged.class)).isEmpty();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.254, 24, 48, false",
        "192.0.2.1, 192.0.3.1, 24, 48, true",
        "192.0.2.1, 192.0.3.1, 23, 48, false",
        "192.0.2.1, 192.0.2.2, 32, 128, true",
        "192.0.2.1, ::ffff:192.0.2.1, 32, 128, false",
        "::ffff:192.0.2.9, 192.0.2.1, 24, 128, false",
        "2001:db8:1::1, 2001:db8:1:ffff::9, 24, 48, false",
        "2001:db8:1::1, 2001:db8:2::1, 24, 48, true",
        "2001:db8::1, 2001:DB8:0::0:1, 32, 128, false",
        "192.0.2.1, 2001:db8::1, 1, 1, true",
        "::1, 127.0.0.1, 32, 128, true",
    })
    void addressesAreComparedByTheirPrefix(String before, String after, int v4, int v6, boolean differs) {
        var policy = new HijackPolicy(Reaction.REPORT, v4, v6, Reaction.REPORT);
        assertThat(policy.addressDiffers(from(before), from(after))).isEqualTo(differs);
        assertThat(policy.addressDiffers(from(after), from(before))).isEqualTo(differs);
    }

    @Test
    void unknownAddressOnEitherSide_isNoChange() {
        var nowhere = new ClientDetails(null, AGENT, Device.UNKNOWN);
        assertThat(HijackPolicy.DEFAULT.addressDiffers(from(HOME), nowhere)).isFalse();
        assertThat(HijackPolicy.DEFAULT.addressDiffers(nowhere, from(HOME))).isFalse();
        assertThat(HijackPolicy.DEFAULT.agentDiffers(ClientDetails.UNKNOWN, from(HOME)))
                .isFalse();
        assertThat(HijackPolicy.DEFAULT.agentDiffers(from(HOME), ClientDetails.UNKNOWN))
                .isFalse();
    }

    @Test
    void reauthentication_adoptsTheNewClient() {
        try (var fixture = new EngineFixture()) {
            IssuedSession alice = login(fixture);
            ClientDetails moved = client("198.51.100.7", "curl/8");
            use(fixture.engine(), alice, moved);
            fixture.events().clear();
            IssuedSession again = fixture.engine()
                    .reauthenticate(alice.token(), fixture.engine().loginEpoch("alice"), moved);
            assertThat(again.session().client()).isEqualTo(moved);
            use(fixture.engine(), again, moved);
            assertThat(fixture.events().of(AddressChanged.class)).isEmpty();
            use(fixture.engine(), again, from(HOME));
            assertThat(fixture.events().of(AddressChanged.class)).hasSize(1);
            assertThat(fixture.events().of(AgentChanged.class)).hasSize(1);
        }
    }

    @Test
    void reauthenticationWithoutAClient_keepsTheOne() {
        try (var fixture = new EngineFixture()) {
            IssuedSession alice = login(fixture);
            IssuedSession again = fixture.engine()
                    .reauthenticate(alice.token(), fixture.engine().loginEpoch("alice"));
            assertThat(again.session().client()).isEqualTo(from(HOME));
        }
    }

    @Test
    void report_countsAsActivityWhereTheRequestDoes() {
        try (var fixture = new EngineFixture()) {
            IssuedSession alice = login(fixture);
            fixture.pass(Duration.ofMinutes(5));
            fixture.engine().validate(alice.token().value(), Touch.NO, from("198.51.100.7"));
            Session passive = fixture.find(alice.token().key());
            assertThat(passive.lastActiveAt()).isEqualTo(passive.createdAt());
            fixture.engine().validate(alice.token().value(), Touch.YES, from("198.51.100.8"));
            assertThat(fixture.find(alice.token().key()).lastActiveAt())
                    .isEqualTo(fixture.clock().instant());
        }
    }

    @Test
    void reportAndRenewalInOneRequest_areBothDone() {
        try (var fixture = new EngineFixture(Policies.DEFAULT.renewalInterval(Duration.ofMinutes(10)))) {
            IssuedSession alice = login(fixture);
            fixture.pass(Duration.ofMinutes(11));
            var live = (Validation.Live)
                    fixture.engine().validate(alice.token().value(), Touch.YES, client("198.51.100.7", "curl/8"));
            assertThat(live.successor()).isPresent();
            assertThat(fixture.events().of(AddressChanged.class)).hasSize(1);
            assertThat(fixture.events().of(AgentChanged.class)).hasSize(1);
            // the old token in its grace leads on, and tells nothing again
            fixture.engine().validate(alice.token().value(), Touch.YES, client("198.51.100.7", "curl/8"));
            assertThat(fixture.events().of(AddressChanged.class)).hasSize(1);
        }
    }

    @Test
    void manyAddresses_areRememberedUpToABound() {
        try (var fixture = new EngineFixture()) {
            IssuedSession alice = login(fixture);
            int many = Seen.MOST + 10;
            for (int i = 0; i < many; i++) {
                use(fixture.engine(), alice, from("198.51.100." + i));
            }
            assertThat(fixture.events().of(AddressChanged.class)).hasSize(many);
            use(fixture.engine(), alice, from("198.51.100." + (many - 1)));
            use(fixture.engine(), alice, from("198.51.100." + (many - Seen.MOST)));
            assertThat(fixture.events().of(AddressChanged.class)).hasSize(many);
            assertThat(Objects.requireNonNull(fixture.store()
                                    .load(SessionRecords.recordKey(alice.token().key())))
                            .body()
                            .length())
                    .isLessThan(700);
        }
    }

    @Test
    void anonymousSession_isWatchedTooAndAdoptsTheClientAtLogin() {
        try (var fixture = new EngineFixture()) {
            IssuedSession visitor =
                    fixture.engine().create(NewSession.anonymous().client(from(HOME)));
            use(fixture.engine(), visitor, from("198.51.100.7"));
            assertThat(fixture.events().of(AddressChanged.class)).hasSize(1);
            IssuedSession alice = fixture.engine()
                    .upgrade(visitor.token(), NewSession.of("alice").client(from("198.51.100.7")));
            use(fixture.engine(), alice, from("198.51.100.7"));
            assertThat(fixture.events().of(AddressChanged.class)).hasSize(1);
            use(fixture.engine(), alice, from(HOME));
            assertThat(fixture.events().of(AddressChanged.class)).hasSize(2);
        }
    }
}
