package dev.sojourn.web;

import static dev.sojourn.web.WebFixture.COOKIE;

import dev.sojourn.AttributeMapper;
import dev.sojourn.CurrentSession;
import dev.sojourn.Device;
import dev.sojourn.IssuedSession;
import dev.sojourn.NewSession;
import dev.sojourn.SessionNotLiveException;
import dev.sojourn.Validation;
import dev.sojourn.config.Settings;
import dev.sojourn.engine.SecureTokenSource;
import dev.sojourn.engine.SessionEngine;
import dev.sojourn.engine.StoreKnownDevices;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.support.MutableClock;
import jakarta.json.Json;
import jakarta.servlet.ServletException;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** The gate in front of a little application, over the real engine and a storage in a map. */
final class Site {

    /** What the application does with a request that was let in. */
    interface Application {
        void serve(HttpServletRequest request, HttpServletResponse response, CurrentSession current)
                throws IOException, ServletException;
    }

    final MutableClock clock = new MutableClock(WebFixture.NOW);
    final MapStore store = new MapStore();
    final List<SessionEvent> events = new ArrayList<>();
    final SessionEngine manager;
    private final SessionGate gate;

    Site(WebFixture fixture) {
        Settings settings = fixture.settings();
        manager =
                new SessionEngine(store, settings.session(), clock, new SecureTokenSource(), new Texts(), events::add);
        gate = new SessionGate(settings, services(settings), events::add);
    }

    /** What writes the cookies of this site. */
    CookieWriter cookies() {
        return new CookieWriter(new WebFixture().settings().cookie(), false, clock);
    }

    /** What all requests share. */
    HttpCurrentSession.Services services(Settings settings) {
        var cookies = new CookieWriter(settings.cookie(), false, clock);
        var random = new SecureTokenSource();
        var devices = new DeviceCookies(
                new StoreKnownDevices(store, settings.login(), clock, random),
                settings.login().deviceMemory(),
                cookies,
                events::add,
                clock);
        return new HttpCurrentSession.Services(
                manager,
                cookies,
                new HeaderClientDetails(new ClientAddress(settings.web()), header -> Device.UNKNOWN),
                devices,
                clock);
    }

    /** Lets a request come, to an application that does nothing. */
    Answer request(FakeRequest request) throws IOException, ServletException {
        return handle(request, (http, response, current) -> {});
    }

    /** Lets a request come that must reach the application. */
    Answer request(FakeRequest request, Application application) throws IOException, ServletException {
        var answer = handle(request, application);
        if (!answer.let()) {
            throw new AssertionError("refused: " + answer.status() + " " + answer.response.body());
        }
        return answer;
    }

    private Answer handle(FakeRequest request, Application application) throws IOException, ServletException {
        var answer = new Answer(new FakeResponse());
        var bound = new CurrentSession[1];
        gate.handle(
                request.build(),
                answer.response.build(),
                (http, response) -> {
                    answer.served++;
                    application.serve((HttpServletRequest) http, (HttpServletResponse) response, bound[0]);
                },
                session -> bound[0] = session);
        return answer;
    }

    SessionGate gate() {
        return gate;
    }

    IssuedSession login(String principal) {
        return manager.create(NewSession.of(principal).roles(Set.of("customer")));
    }

    IssuedSession visitor() {
        return manager.create(NewSession.anonymous());
    }

    static FakeRequest with(IssuedSession issued, FakeRequest request) {
        return request.cookie(COOKIE, issued.token().value());
    }

    /** What came of a request. */
    static final class Answer {
        final FakeResponse response;
        int served;

        Answer(FakeResponse response) {
            this.response = response;
        }

        boolean let() {
            return served == 1;
        }

        int status() {
            return response.status();
        }
    }

    static SessionNotLiveException notLive() {
        return new SessionNotLiveException(new Validation.Missing());
    }

    private static final class Texts implements AttributeMapper {
        @Override
        public String toJson(Object value) {
            return Json.createValue(value.toString()).toString();
        }

        @Override
        public <T> T fromJson(String json, Class<T> type) {
            return type.cast(json.substring(1, json.length() - 1));
        }
    }
}
