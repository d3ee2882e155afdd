package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.AttributeChanges;
import dev.sojourn.AttributesTest.Cart;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.Session;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionTooLargeException;
import dev.sojourn.Touch;
import dev.sojourn.store.RecordKind;
import dev.sojourn.support.Policies;
import dev.sojourn.support.Race;
import jakarta.json.Json;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Attributes, and the extension of a session's life. */
class UpdateTest extends RuleTest {

    private static final AttributeChanges NONE = AttributeChanges.none();

    private SessionKey key;

    private Session update(AttributeChanges changes) {
        return engine().update(key, changes, Touch.NO);
    }

    private void login() {
        key = fixture.login("alice").token().key();
    }

    @Test
    void values_areReadBackTyped() {
        login();
        var cart = new Cart("alice", List.of("tea", "milk"));
        Session answer = update(NONE.put("cart", cart).put("n", 5).put("text", "\u00fc\uD83D\uDE00"));
        assertThat(answer.attributes().get("cart", Cart.class)).contains(cart);
        Session read = fixture.find(key);
        assertThat(read.attributes()).isEqualTo(answer.attributes());
        assertThat(read.attributes().get("n", Integer.class)).contains(5);
        assertThat(read.attributes().get("text", String.class)).contains("\u00fc\uD83D\uDE00");
    }

    @Test
    void update_ofASessionAsSeenIsRefusedOnceSomebodySignedInToIt() {
        IssuedSession visitor = engine().create(NewSession.anonymous());
        Session seen = visitor.session();
        assertThat(engine().update(seen, NONE.put("a", 1), Touch.NO)
                        .attributes()
                        .names())
                .containsExactly("a");
        engine().upgrade(visitor.token(), NewSession.of("alice"));
        assertNotLive("rotated", () -> engine().update(seen, NONE.put("planted", 1), Touch.NO));
        Session now = fixture.find(seen.key());
        assertThat(now.attributes().names()).isEmpty();
        assertThat(engine().update(now, NONE.put("b", 1), Touch.NO).attributes().names())
                .containsExactly("b");
    }

    @Test
    void jsonValues_areTakenAsTheyAre() {
        login();
        var json = Json.createObjectBuilder().add("a", 1).addNull("b").build();
        assertThat(update(NONE.put("j", json)).attributes().json("j")).contains(json);
    }

    @Test
    void changes_mergeByName() {
        login();
        update(NONE.put("a", 1).put("b", 2));
        assertThat(update(NONE.put("b", 3).put("c", 4).remove("a").remove("never"))
                        .attributes()
                        .texts())
                .containsOnly(Map.entry("b", "3"), Map.entry("c", "4"));
        assertThat(update(NONE.put("x", 1).clear().put("d", 5)).attributes().names())
                .containsExactly("d");
        assertThat(update(NONE.clear()).attributes().names()).isEmpty();
    }

    @Test
    void attributesAtCreation_areThere() {
        IssuedSession issued = engine().create(NewSession.of("alice").attributes(NONE.put("a", 1)));
        assertThat(issued.session().attributes().get("a", Integer.class)).contains(1);
    }

    @Test
    void tooLarge_leavesWhatWasThere() {
        policy(Policies.DEFAULT.maxBytes(1_000));
        login();
        update(NONE.put("a", "kept"));
        assertThatThrownBy(() -> update(NONE.put("b", 1).put("c", "x".repeat(1_000))))
                .isInstanceOfSatisfying(SessionTooLargeException.class, e -> {
                    assertThat(e.limit()).isEqualTo(1_000);
                    assertThat(e.bytes()).isGreaterThan(1_000);
                });
        assertThat(fixture.find(key).attributes().names()).containsExactly("a");
        assertThat(update(NONE.put("b", "small")).attributes().names()).containsExactlyInAnyOrder("a", "b");
    }

    @Test
    void tooLargeAtCreation_createsNothing() {
        policy(Policies.DEFAULT.maxBytes(1_000).limit(1));
        login();
        var large = NewSession.of("alice").attributes(NONE.put("a", "x".repeat(1_000)));
        assertThatThrownBy(() -> engine().create(large)).isInstanceOf(SessionTooLargeException.class);
        assertThat(engine().sessionsOf("alice")).extracting(Session::key).containsExactly(key);
    }

    @Test
    void sizeIsInBytesOfTheStoredForm() {
        policy(Policies.DEFAULT.maxBytes(2_000));
        login();
        update(NONE.put("a", "x".repeat(1_500)));
        assertThatThrownBy(() -> update(NONE.put("a", "\u20ac".repeat(1_000))))
                .isInstanceOf(SessionTooLargeException.class);
    }

    @Test
    void sessionFromBeforeTheLimitWasLowered_canShrinkTouchAndRotateButNotGrow() {
        IssuedSession issued = engine().create(NewSession.of("alice")
                .attributes(NONE.put("a", "x".repeat(1_000)).put("b", "y".repeat(1_000))));
        key = issued.token().key();
        SessionEngine lowered = fixture.engine(Policies.DEFAULT.maxBytes(500));
        fixture.pass(Duration.ofMinutes(2));
        lowered.validate(issued.token().value());
        assertThat(fixture.find(key).lastActiveAt()).isEqualTo(fixture.clock().instant());
        lowered.rotate(issued.token());
        assertThatThrownBy(() -> lowered.update(key, NONE.put("c", 1), Touch.NO))
                .isInstanceOf(SessionTooLargeException.class);
        assertThat(lowered.update(key, NONE.remove("a"), Touch.NO).attributes().names())
                .containsExactly("b");
    }

    @Test
    void touch_isAsAskedFor() {
        login();
        Instant created = fixture.clock().instant();
        fixture.pass(Duration.ofSeconds(10));
        assertThat(engine().update(key, NONE.put("a", 1), Touch.NO).lastActiveAt())
                .isEqualTo(created);
        assertThat(engine().update(key, NONE.put("a", 2), Touch.YES).lastActiveAt())
                .isEqualTo(fixture.clock().instant());
    }

    @Test
    void update_isOneReadAndOneWrite() {
        login();
        fixture.store().forgetOperations();
        update(NONE.put("a", 1));
        assertThat(fixture.store().operations()).isEqualTo(2);
        assertThat(fixture.store().writes(RecordKind.SESSION)).isEqualTo(1);
    }

    @Test
    void manyChangesOfDifferentNamesAtOnceOnTwoNodes_allSurvive() {
        login();
        List<SessionEngine> nodes = List.of(engine(), fixture.engine(Policies.DEFAULT));
        var all = Race.of(64, i -> () -> nodes.get(i % 2).update(key, NONE.put("n" + i, i), Touch.YES));
        all.forEach(outcome -> outcome.orFail());
        assertThat(fixture.find(key).attributes().names())
                .containsExactlyInAnyOrderElementsOf(
                        IntStream.range(0, 64).mapToObj(i -> "n" + i).toList());
    }

    @Test
    void extend_livesThatLongHoweverIdle() {
        login();
        Instant until = fixture.clock().instant().plus(Duration.ofHours(3));
        assertThat(engine().extend(key, Duration.ofHours(3)).expiresAt()).isEqualTo(until);
        fixture.clock().set(until.minusMillis(1));
        assertThat(engine().exists(key)).isTrue();
        fixture.passMillis(1);
        assertThat(engine().exists(key)).isFalse();
        assertThat(fixture.find(key).endReason().code()).isEqualTo("idle");
    }

    @Test
    void extend_survivesTouchesAndUpdatesAndRotation() {
        IssuedSession alice = fixture.login("alice");
        key = alice.token().key();
        Instant until = fixture.clock().instant().plus(Duration.ofHours(3));
        engine().extend(key, Duration.ofHours(3));
        fixture.pass(Duration.ofMinutes(5));
        assertThat(fixture.use(alice).session().expiresAt()).isEqualTo(until);
        assertThat(engine().update(key, NONE.put("a", 1), Touch.YES).expiresAt())
                .isEqualTo(until);
        assertThat(engine().rotate(alice.token()).session().expiresAt()).isEqualTo(until);
    }

    @Test
    void extend_neverPassesTheAbsoluteExpiry() {
        login();
        Instant absolute = fixture.clock().instant().plus(Duration.ofHours(12));
        assertThat(engine().extend(key, Duration.ofDays(10)).expiresAt()).isEqualTo(absolute);
        fixture.clock().set(absolute.minusMillis(1));
        assertThat(engine().exists(key)).isTrue();
        fixture.passMillis(1);
        assertThat(fixture.find(key).endReason().code()).isEqualTo("absolute");
    }

    @Test
    void extend_neverShortens() {
        login();
        Instant longer = engine().extend(key, Duration.ofHours(3)).expiresAt();
        fixture.store().forgetOperations();
        assertThat(engine().extend(key, Duration.ofHours(1)).expiresAt()).isEqualTo(longer);
        assertThat(fixture.store().writes(RecordKind.SESSION)).isZero();
        login();
        Instant idle = fixture.find(key).expiresAt();
        assertThat(engine().extend(key, Duration.ofMinutes(1)).expiresAt()).isEqualTo(idle);
    }

    @Test
    void extendByNothing_isRefused() {
        login();
        assertThatThrownBy(() -> engine().extend(key, Duration.ZERO)).isInstanceOf(IllegalArgumentException.class);
        assertThatThrownBy(() -> engine().extend(key, Duration.ofSeconds(-1)))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void extendForEver_isAsLongAsTheAbsoluteTimeoutAllows() {
        login();
        Instant absolute = fixture.clock().instant().plus(Duration.ofHours(12));
        assertThat(engine().extend(key, Duration.ofSeconds(Long.MAX_VALUE)).expiresAt())
                .isEqualTo(absolute);
        assertThat(fixture.find(key).expiresAt()).isEqualTo(absolute);
    }

    @Test
    void unknownSession_isRefused() {
        SessionKey nobody = SessionKey.of(new byte[16]);
        assertNotLive("unknown", () -> engine().update(nobody, NONE.put("a", 1), Touch.NO));
        assertNotLive("unknown", () -> engine().extend(nobody, Duration.ofHours(1)));
        assertNotLive("unknown", () -> engine().setNamespace(nobody, "n"));
    }
}
