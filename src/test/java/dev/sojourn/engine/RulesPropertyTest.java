package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.AttributeChanges;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.Session;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionNotLiveException;
import dev.sojourn.SessionState;
import dev.sojourn.Touch;
import dev.sojourn.engine.RulesModel.Modelled;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.support.EngineFixture;
import dev.sojourn.support.Policies;
import java.time.Duration;
import java.util.Comparator;
import java.util.List;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.function.Supplier;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

/** Random sequences of calls on two engines, compared with a simple model after every step. */
class RulesPropertyTest {

    private static final List<String> PRINCIPALS = List.of("alice", "bob");
    private static final EndReason[] REASONS = {EndReason.LOGOUT, EndReason.ADMIN, EndReason.ADDRESS};

    enum Call {
        CREATE,
        VALIDATE,
        VALIDATE_OLD,
        ROTATE,
        END,
        END_ALL,
        END_OTHERS,
        UPDATE,
        EXTEND,
        CLEANUP,
        ADVANCE
    }

    /** One step: a call, which session or principal it is about, a length of time, and a choice. */
    record Step(Call call, int pick, Duration time, boolean flag) {}

    @Provide
    Arbitrary<List<Step>> steps() {
        Arbitrary<Call> calls = Arbitraries.frequencyOf(
                Tuple.of(2, Arbitraries.just(Call.CREATE)),
                Tuple.of(3, Arbitraries.just(Call.ADVANCE)),
                Tuple.of(6, Arbitraries.of(Call.class)));
        Arbitrary<Duration> times = Arbitraries.oneOf(
                        Arbitraries.of(
                                1L,
                                999L,
                                29_999L,
                                30_000L,
                                59_999L,
                                60_000L,
                                60_001L,
                                1_800_000L,
                                1_859_999L,
                                1_860_000L),
                        Arbitraries.longs().between(1, 40 * 60_000L))
                .map(Duration::ofMillis);
        return Combinators.combine(calls, Arbitraries.integers().between(0, 7), times, Arbitraries.of(true, false))
                .as(Step::new)
                .list()
                .ofMinSize(10)
                .ofMaxSize(100);
    }

    @Property(tries = 200)
    void engine_behavesLikeTheModel(@ForAll("steps") List<Step> steps) {
        compareAfterEach(steps, EngineFixture::stepByStep);
    }

    @Property(tries = 200)
    void engineThatWritesInOneStep_behavesLikeTheModel(@ForAll("steps") List<Step> steps) {
        compareAfterEach(steps, EngineFixture::inOneStep);
    }

    private static void compareAfterEach(List<Step> steps, Function<Policies, EngineFixture> open) {
        Policies policies = Policies.DEFAULT
                .lifetime(RulesModel.IDLE, RulesModel.ABSOLUTE)
                .limit(RulesModel.LIMIT)
                .retention(Duration.ofDays(365));
        try (EngineFixture fixture = open.apply(policies)) {
            var model = new RulesModel(fixture.clock().instant());
            List<SessionEngine> nodes = List.of(fixture.engine(), fixture.engine(policies));
            for (int i = 0; i < steps.size(); i++) {
                run(steps.get(i), nodes.get(i % 2), model, fixture);
                compare(fixture, nodes.get((i + 1) % 2), model);
            }
        }
    }

    private static void run(Step step, SessionEngine engine, RulesModel model, EngineFixture fixture) {
        String principal = PRINCIPALS.get(step.pick() % PRINCIPALS.size());
        switch (step.call()) {
            case CREATE -> {
                IssuedSession issued = engine.create(NewSession.of(principal));
                model.create(principal, issued.token());
            }
            case END_ALL ->
                assertThat(engine.endAll(principal, EndReason.ADMIN))
                        .isEqualTo(model.endAll(principal, EndReason.ADMIN, null));
            // some may have been found by a login before
            case CLEANUP -> assertThat(engine.cleanup()).isLessThanOrEqualTo(model.cleanup());
            case ADVANCE -> {
                fixture.pass(step.time());
                model.now = fixture.clock().instant();
            }
            default -> {
                if (!model.sessions.isEmpty()) {
                    // the latest ones, as old ones are mostly dead
                    int index = Math.max(0, model.sessions.size() - 1 - step.pick());
                    runOn(model.sessions.get(index), step, engine, model);
                }
            }
        }
    }

    private static void runOn(Modelled session, Step step, SessionEngine engine, RulesModel model) {
        Touch touch = step.flag() ? Touch.YES : Touch.NO;
        switch (step.call()) {
            case VALIDATE -> {
                assertThat(EngineFixture.word(engine.validate(session.token.value(), touch)))
                        .isEqualTo(session.word());
                if (!session.live()) {
                    session.end(EndReason.IDLE);
                } else if (step.flag()) {
                    session.touchIfDue();
                }
            }
            case VALIDATE_OLD -> {
                if (!session.olds.isEmpty()) {
                    RulesModel.Old old = session.olds.get(step.pick() % session.olds.size());
                    assertThat(EngineFixture.word(engine.validate(old.token().value(), touch)))
                            .isEqualTo(session.wordFor(old));
                }
            }
            case ROTATE -> {
                IssuedSession rotated = ifLive(session, () -> engine.rotate(session.token));
                if (rotated != null) {
                    session.rotated(rotated.token());
                }
            }
            case END -> {
                EndReason reason = REASONS[step.pick() % REASONS.length];
                assertThat(engine.end(session.key, reason)).isEqualTo(session.end(reason));
            }
            case END_OTHERS ->
                assertThat(engine.endOthers(session.key, EndReason.LOGOUT))
                        .isEqualTo(model.endAll(session.principal, EndReason.LOGOUT, session.key));
            case UPDATE -> {
                String name = "n" + step.pick();
                AttributeChanges changes = step.pick() % 3 == 0
                        ? AttributeChanges.none().remove(name)
                        : AttributeChanges.none().put(name, step.pick());
                if (ifLive(session, () -> engine.update(session.key, changes, touch)) != null) {
                    if (step.pick() % 3 == 0) {
                        session.attributes.remove(name);
                    } else {
                        session.attributes.put(name, String.valueOf(step.pick()));
                    }
                    session.lastActiveAt = step.flag() ? model.now : session.lastActiveAt;
                }
            }
            case EXTEND -> {
                if (ifLive(session, () -> engine.extend(session.key, step.time())) != null) {
                    var wanted = model.now.plus(step.time());
                    session.extendedTo = wanted.isAfter(session.extendedTo) ? wanted : session.extendedTo;
                }
            }
            default -> throw new IllegalStateException("not about a session: " + step.call());
        }
    }

    /** The answer where the model says that the session lives; null, and the right refusal, where it does not. */
    private static <T> T ifLive(Modelled session, Supplier<T> call) {
        String expected = session.word();
        try {
            T answer = call.get();
            assertThat(expected).isEqualTo("live");
            return answer;
        } catch (SessionNotLiveException e) {
            assertThat(e.why().reason()).isEqualTo(expected);
            return null;
        }
    }

    private static void compare(EngineFixture fixture, SessionEngine engine, RulesModel model) {
        for (String principal : PRINCIPALS) {
            List<Modelled> live = model.liveOf(principal);
            assertThat(live).hasSizeLessThanOrEqualTo(RulesModel.LIMIT);
            assertThat(engine.sessionsOf(principal))
                    .extracting(Session::key)
                    .containsExactlyElementsOf(live.stream()
                            .sorted(Comparator.comparing((Modelled one) -> one.lastActiveAt)
                                    .thenComparing(one -> one.createdAt)
                                    .reversed()
                                    .thenComparing(one -> one.key.value()))
                            .map(one -> one.key)
                            .toList());
        }
        for (Modelled expected : model.sessions) {
            Session actual = engine.find(expected.key).orElseThrow();
            boolean live = expected.live();
            assertThat(actual.state()).isEqualTo(live ? SessionState.ACTIVE : SessionState.ENDED);
            assertThat(actual.endReason()).isEqualTo(live ? null : expected.whyEnded());
            assertThat(actual.endedAt()).isEqualTo(live ? null : expected.whenEnded());
            assertThat(actual.lastActiveAt()).isEqualTo(expected.lastActiveAt);
            assertThat(actual.expiresAt()).isEqualTo(expected.promised());
            if (live || expected.written()) {
                assertThat(actual.attributes().texts()).isEqualTo(expected.attributes);
            }
        }
        List<SessionKey> told = fixture.events().of(SessionEvent.Ended.class).stream()
                .map(SessionEvent.Ended::key)
                .toList();
        assertThat(told).doesNotHaveDuplicates();
        assertThat(told).containsAll(keys(model, Modelled::written));
        assertThat(told).noneMatch(keys(model, Modelled::live)::contains);
    }

    private static List<SessionKey> keys(RulesModel model, Predicate<Modelled> which) {
        return model.sessions.stream().filter(which).map(one -> one.key).toList();
    }
}
