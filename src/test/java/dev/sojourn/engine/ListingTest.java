package dev.sojourn.engine;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.ClientDetails;
import dev.sojourn.Device;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.Session;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionPage;
import dev.sojourn.SessionSearch;
import dev.sojourn.SessionState;
import dev.sojourn.support.Policies;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What administrators see. */
class ListingTest extends RuleTest {

    private List<SessionKey> keys(SessionSearch search, int pageSize) {
        var keys = new ArrayList<SessionKey>();
        String cursor = null;
        do {
            SessionPage page = engine().search(search, cursor, pageSize);
            assertThat(page.items()).hasSizeLessThanOrEqualTo(pageSize);
            page.items().stream().map(Session::key).forEach(keys::add);
            cursor = page.nextCursor();
        } while (cursor != null);
        return keys;
    }

    private SessionKey from(String address) {
        fixture.passMillis(1);
        var client = new ClientDetails(address, null, Device.UNKNOWN);
        return engine().create(NewSession.of("alice").client(client)).token().key();
    }

    @Test
    void search_isNewestFirstInPages() {
        var created = new ArrayList<SessionKey>();
        for (int i = 0; i < 25; i++) {
            created.add(0, fixture.login("user-" + i).token().key());
            fixture.passMillis(1);
        }
        assertThat(keys(SessionSearch.ALL, 7)).isEqualTo(created);
        assertThat(keys(SessionSearch.ALL, 200)).isEqualTo(created);
        assertThat(engine().count(SessionSearch.ALL)).isEqualTo(25);
    }

    @Test
    void filters_holdTogether() {
        IssuedSession wanted = engine().create(NewSession.of("alice").namespace("n"));
        engine().create(NewSession.of("alice"));
        engine().create(NewSession.of("bob").namespace("n"));
        fixture.engine(Policies.DEFAULT.of("/other"))
                .create(NewSession.of("alice").namespace("n"));
        SessionSearch search =
                SessionSearch.ALL.ofPrincipal("alice").inNamespace("n").ofApplication("/shop");
        assertThat(keys(search, 10)).containsExactly(wanted.token().key());
        assertThat(engine().count(search)).isEqualTo(1);
    }

    @Test
    void liveSessionsOfAPrincipal_areFoundInPagesAmongManyOthers() {
        var wanted = new ArrayList<SessionKey>();
        for (int i = 0; i < 5; i++) {
            wanted.add(0, fixture.login("alice").token().key());
            fixture.login("other-" + i);
            fixture.passMillis(1);
        }
        SessionKey ended = wanted.remove(2);
        engine().end(ended, EndReason.LOGOUT);
        SessionSearch search = SessionSearch.ALL.ofPrincipal("alice").inState(SessionState.ACTIVE);

        assertThat(keys(search, 3)).isEqualTo(wanted);
        assertThat(keys(search, 4)).isEqualTo(wanted);
        assertThat(keys(search.ofApplication("/other"), 4)).isEmpty();
        assertThat(engine().count(search)).isEqualTo(4);
        assertThat(keys(SessionSearch.ALL.ofPrincipal("alice"), 3)).hasSize(5).contains(ended);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "p:", "p:1:", "p:x:AAAAAAAAAAAAAAAAAAAAAA", "p:1:AAAAAAAAAAAAAAAAAAAAAA:"})
    void badCursorOfAPrincipalsSessions_isRefused(String cursor) {
        SessionSearch search = SessionSearch.ALL.ofPrincipal("alice").inState(SessionState.ACTIVE);
        assertThatThrownBy(() -> engine().search(search, cursor, 5)).isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void state_isJudgedNow() {
        IssuedSession expired = fixture.login("alice");
        fixture.pass(Duration.ofMinutes(31));
        IssuedSession live = fixture.login("alice");
        IssuedSession ended = fixture.login("alice");
        engine().end(ended.token(), EndReason.ADMIN);
        assertThat(keys(SessionSearch.ALL.inState(SessionState.ACTIVE), 10))
                .containsExactly(live.token().key());
        assertThat(keys(SessionSearch.ALL.inState(SessionState.ENDED), 10))
                .containsExactlyInAnyOrder(expired.token().key(), ended.token().key());
        assertThat(engine().count(SessionSearch.ALL.inState(SessionState.ACTIVE)))
                .isEqualTo(1);
    }

    @Test
    void address_isExactOrAPrefix() {
        SessionKey one = from("192.0.2.1");
        SessionKey two = from("192.0.2.200");
        SessionKey six = from("2001:db8::1");
        from(null);
        assertThat(keys(SessionSearch.ALL.fromAddress("192.0.2.1"), 10)).containsExactly(one);
        assertThat(keys(SessionSearch.ALL.fromAddress("192.0.2.0/24"), 10)).containsExactly(two, one);
        assertThat(keys(SessionSearch.ALL.fromAddress("2001:db8::/32"), 10)).containsExactly(six);
        assertThat(keys(SessionSearch.ALL.fromAddress("0.0.0.0/0"), 10)).containsExactly(two, one);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "x", "192.0.2.1/33", "192.0.2", "example.org"})
    void addressOfNoForm_isRefused(String address) {
        assertThatThrownBy(() -> engine().search(SessionSearch.ALL.fromAddress(address), null, 10))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @ValueSource(ints = {0, -1, 201})
    void limitOutOfRange_isRefused(int limit) {
        assertThatThrownBy(() -> engine().search(SessionSearch.ALL, null, limit))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void badCursor_isRefused() {
        fixture.login("alice");
        assertThatThrownBy(() -> engine().search(SessionSearch.ALL, "nonsense", 10))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void pagesWhileSessionsComeAndGo_haveEachThatStaysOnce() {
        var staying = new ArrayList<SessionKey>();
        var going = new ArrayList<SessionKey>();
        for (int i = 0; i < 20; i++) {
            fixture.passMillis(1);
            staying.add(0, fixture.login("stays-" + i).token().key());
            going.add(fixture.login("goes-" + i).token().key());
        }
        var seen = new ArrayList<SessionKey>();
        String cursor = null;
        do {
            SessionPage page = engine().search(SessionSearch.ALL.inState(SessionState.ACTIVE), cursor, 3);
            page.items().stream().map(Session::key).filter(staying::contains).forEach(seen::add);
            cursor = page.nextCursor();
            engine().end(going.remove(going.size() - 1), EndReason.ADMIN);
            fixture.passMillis(1);
            fixture.login("comes-" + going.size());
        } while (cursor != null && !going.isEmpty());
        assertThat(seen).isEqualTo(staying);
    }

    @Test
    void find_isEmptyForAnUnknownKey() {
        assertThat(engine().find(SessionKey.of(new byte[16]))).isEmpty();
        assertThat(engine().exists(SessionKey.of(new byte[16]))).isFalse();
    }
}
