package dev.sojourn.store;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.AttributeMapper;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.Session;
import dev.sojourn.Validation;
import dev.sojourn.engine.SecureTokenSource;
import dev.sojourn.engine.SessionEngine;
import dev.sojourn.support.Policies;
import org.junit.jupiter.api.Test;

/** Several applications on one storage: what one makes is not the others', unless they trust it. */
abstract class ApplicationsContract extends HistoryContract {

    private static final AttributeMapper NO_ATTRIBUTES = new AttributeMapper() {
        @Override
        public String toJson(Object value) {
            throw new IllegalArgumentException("these sessions have no attributes");
        }

        @Override
        public <T> T fromJson(String json, Class<T> type) {
            throw new IllegalArgumentException("these sessions have no attributes");
        }
    };

    /** Two that are for themselves, and one that trusts the first; not all on the same node. */
    private record Applications(SessionEngine shop, SessionEngine bank, SessionEngine news) {}

    private Applications applications() throws Exception {
        Policies twoEach = Policies.DEFAULT.limit(2);
        SessionStore other = openSecondNode();
        return new Applications(
                engine(store, twoEach.of("/shop")),
                engine(other, twoEach.of("/bank")),
                engine(other, twoEach.of("/news", "/shop")));
    }

    private SessionEngine engine(SessionStore on, Policies policies) {
        return new SessionEngine(on, policies.build(), clock, new SecureTokenSource(), NO_ATTRIBUTES, event -> {});
    }

    /** What an application makes of a token: {@code live}, or the reason why not. */
    private static String word(SessionEngine application, IssuedSession issued) {
        return application.validate(issued.token().value()) instanceof Validation.NotLive not ? not.reason() : "live";
    }

    @Test
    void sessionOfAnotherApplication_isUnknownAndCannotBeEnded() throws Exception {
        Applications on = applications();
        IssuedSession issued = on.shop().create(NewSession.of("alice"));
        assertThat(word(on.bank(), issued)).isEqualTo("unknown");
        assertThat(on.bank().end(issued.token(), EndReason.LOGOUT)).isFalse();
        assertThat(word(on.shop(), issued)).isEqualTo("live");
    }

    @Test
    void sessionOfATrustedApplication_isAcceptedAndEnded() throws Exception {
        Applications on = applications();
        IssuedSession issued = on.shop().create(NewSession.of("alice"));
        assertThat(word(on.news(), issued)).isEqualTo("live");
        assertThat(on.news().end(issued.token(), EndReason.LOGOUT)).isTrue();
        assertThat(word(on.shop(), issued)).isEqualTo("logout");
    }

    @Test
    void sessionOfATrustingApplication_isUnknown() throws Exception {
        Applications on = applications();
        IssuedSession issued = on.news().create(NewSession.of("alice"));
        assertThat(word(on.shop(), issued)).isEqualTo("unknown");
        assertThat(word(on.news(), issued)).isEqualTo("live");
    }

    @Test
    void sessionsOfOneNameInTwoApplications_areLimitedListedAndEndedApart() throws Exception {
        Applications on = applications();
        IssuedSession inShop = on.shop().create(NewSession.of("alice"));
        on.bank().create(NewSession.of("alice"));
        on.bank().create(NewSession.of("alice"));
        IssuedSession third = on.bank().create(NewSession.of("alice"));
        assertThat(on.shop().sessionsOf("alice"))
                .extracting(Session::key)
                .containsExactly(inShop.session().key());
        assertThat(on.bank().sessionsOf("alice")).hasSize(2);
        assertThat(on.bank().accountChanged("alice")).isEqualTo(2);
        assertThat(word(on.bank(), third)).isEqualTo("account");
        assertThat(word(on.shop(), inShop)).isEqualTo("live");
    }
}
