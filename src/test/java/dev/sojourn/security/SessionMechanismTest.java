package dev.sojourn.security;

import static org.assertj.core.api.Assertions.assertThat;

import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.CallerOnlyCredential;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.lang.reflect.Proxy;
import org.junit.jupiter.api.Test;

/** What {@code SecurityContext.authenticate} is answered without a look at any session. */
class SessionMechanismTest {

    /** Else an application that asks somebody signed in for one thing more would take any answer for the right one. */
    @Test
    void credential_that_cannot_be_checked_fails_and_is_not_taken_for_the_session() throws Exception {
        assertThat(authenticate(new CallerOnlyCredential("alice"))).isEqualTo(AuthenticationStatus.SEND_FAILURE);
    }

    @Test
    void form_without_a_name_fails_like_a_wrong_one() throws Exception {
        assertThat(authenticate(new UsernamePasswordCredential(null, "secret")))
                .isEqualTo(AuthenticationStatus.SEND_FAILURE);
        assertThat(authenticate(new UsernamePasswordCredential("", "secret")))
                .isEqualTo(AuthenticationStatus.SEND_FAILURE);
    }

    private static AuthenticationStatus authenticate(Credential credential) throws Exception {
        var asked = AuthenticationParameters.withParams().credential(credential);
        var context = proxy(HttpMessageContext.class, called -> switch (called) {
            case "getAuthParameters" -> asked;
            case "isAuthenticationRequest" -> true;
            default -> throw new UnsupportedOperationException(called);
        });
        return new SessionMechanism()
                .validateRequest(
                        proxy(HttpServletRequest.class, SessionMechanismTest::unexpected),
                        proxy(HttpServletResponse.class, SessionMechanismTest::unexpected),
                        context);
    }

    private static Object unexpected(String called) {
        throw new UnsupportedOperationException(called);
    }

    private interface Answers {
        Object to(String called);
    }

    private static <T> T proxy(Class<T> type, Answers answers) {
        return type.cast(Proxy.newProxyInstance(
                type.getClassLoader(),
                new Class<?>[] {type},
                (self, called, arguments) -> answers.to(called.getName())));
    }
}
