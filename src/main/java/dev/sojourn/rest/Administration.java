package dev.sojourn.rest;

import dev.sojourn.CurrentSession;
import dev.sojourn.Session;
import dev.sojourn.Validation;
import dev.sojourn.web.AdminAccess;
import jakarta.ws.rs.core.Response;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** What all calls of administrators have in common: the check of who calls, once more after the filter's, under whatever path the API stands. */
final class Administration {

    private final CurrentSession current;
    private final String application;

    Administration(CurrentSession current, String application) {
        this.current = current;
        this.application = application;
    }

    /** Who that is, for whatever names who did it. */
    static String nameOf(Session administrator) {
        return Objects.requireNonNull(administrator.principal(), "an administrator has a name");
    }

    /** The answer of a call that is given the administrator's session; a problem for anybody else. */
    Response call(Function<Session, Response> work) {
        return Answers.of(() -> {
            Optional<Session> session = current.get();
            String whyNot = current.whyNot().orElseGet(Validation.Missing::new).reason();
            return AdminAccess.refusal(session.orElse(null), whyNot, application)
                    .map(Answers::problem)
                    .orElseGet(() -> work.apply(session.orElseThrow()));
        });
    }
}
