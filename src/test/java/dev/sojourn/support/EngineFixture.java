package dev.sojourn.support;

import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.Session;
import dev.sojourn.SessionKey;
import dev.sojourn.Touch;
import dev.sojourn.Validation;
import dev.sojourn.engine.SecureTokenSource;
import dev.sojourn.engine.SessionEngine;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.jcache.SharedMemory;
import java.time.Duration;
import java.time.Instant;

/**
 * Engines over one real {@code memory} storage, with a clock driven by hand and the events recorded. Engines have no state
 * of their own, so two of them are two nodes.
 */
public final class EngineFixture implements AutoCloseable {

    private final MutableClock clock = new MutableClock(Instant.parse("2026-01-05T10:00:00Z"));
    private final RecordedEvents events = new RecordedEvents();
    private final JsonbMapper mapper = new JsonbMapper();
    private final SessionStore store;
    private final SessionEngine engine;

    /** With the default policy. */
    public EngineFixture() {
        this(Policies.DEFAULT);
    }

    /** With this policy. */
    public EngineFixture(Policies policies) {
        this(policies, false);
    }

    private EngineFixture(Policies policies, boolean inOneStep) {
        SessionStore memory = SharedMemory.open(100_000, clock);
        store = inOneStep ? memory : new StoppingStore(memory);
        engine = engine(policies);
    }

    /** Over a storage that writes one record at a time, and can be stopped there. */
    public static EngineFixture stepByStep(Policies policies) {
        return new EngineFixture(policies, false);
    }

    /** Over a storage that writes several records in one step, and cannot be stopped. */
    public static EngineFixture inOneStep(Policies policies) {
        return new EngineFixture(policies, true);
    }

    /** Another node, or another application, on the same storage. */
    public SessionEngine engine(Policies policies) {
        return new SessionEngine(store, policies.build(), clock, new SecureTokenSource(), mapper, events);
    }

    /** The first node. */
    public SessionEngine engine() {
        return engine;
    }

    public MutableClock clock() {
        return clock;
    }

    /** The storage of {@link #stepByStep}. */
    public StoppingStore store() {
        return (StoppingStore) store;
    }

    public RecordedEvents events() {
        return events;
    }

    /** Moves the clock. */
    public void pass(Duration time) {
        clock.advance(time);
    }

    /** Moves the clock by milliseconds. */
    public void passMillis(long millis) {
        clock.advance(Duration.ofMillis(millis));
    }

    public IssuedSession login(String principal) {
        return engine.create(NewSession.of(principal));
    }

    /** What a cookie is worth now, without touching. */
    public Validation look(IssuedSession issued) {
        return engine.validate(issued.token().value(), Touch.NO);
    }

    /** The answer as a word: {@code live}, or the reason why not. */
    public String word(IssuedSession issued) {
        return word(look(issued));
    }

    /** An answer as a word. */
    public static String word(Validation answer) {
        return answer instanceof Validation.NotLive not ? not.reason() : "live";
    }

    /** The session behind a token as activity; an AssertionError where there is none. */
    public Validation.Live use(IssuedSession issued) {
        if (engine.validate(issued.token().value()) instanceof Validation.Live live) {
            return live;
        }
        throw new AssertionError("not live: " + word(issued));
    }

    public Session find(SessionKey key) {
        return engine.find(key).orElseThrow(() -> new AssertionError("no session " + key));
    }

    @Override
    public void close() {
        store.close();
    }
}
