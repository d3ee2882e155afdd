package dev.sojourn.security;

import dev.sojourn.AccountChangedException;
import dev.sojourn.ClientDetails;
import dev.sojourn.CurrentSession;
import dev.sojourn.NewSession;
import dev.sojourn.Session;
import dev.sojourn.StorageException;
import dev.sojourn.config.Settings;
import dev.sojourn.web.ClientDetailsReader;
import dev.sojourn.web.SessionGate;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.AuthenticationException;
import jakarta.security.enterprise.AuthenticationStatus;
import jakarta.security.enterprise.CallerPrincipal;
import jakarta.security.enterprise.authentication.mechanism.http.AuthenticationParameters;
import jakarta.security.enterprise.authentication.mechanism.http.HttpAuthenticationMechanism;
import jakarta.security.enterprise.authentication.mechanism.http.HttpMessageContext;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.Optional;

/**
 * Makes the session's principal and roles the container's caller (Jakarta Security 3.0), so that {@code @RolesAllowed},
 * {@code SecurityContext} and {@code @ServletSecurity} follow the session. A bean only where {@code sojourn.security.mechanism} is true.
 *
 * <p>The container asks before the filter; the session that is found here is the one that the filter goes on with, validated once.
 * The container remembers nothing from one request to the next. Safe for many threads.
 */
@ApplicationScoped
public class SessionMechanism implements HttpAuthenticationMechanism {

    @Inject
    SessionGate gate;

    @Inject
    LoginService logins;

    @Inject
    ClientDetailsReader clients;

    @Inject
    Settings settings;

    /** Made by the container. */
    public SessionMechanism() {}

    @Override
    public AuthenticationStatus validateRequest(
            HttpServletRequest request, HttpServletResponse response, HttpMessageContext context)
            throws AuthenticationException {
        AuthenticationParameters asked = context.getAuthParameters();
        if (context.isAuthenticationRequest() && asked != null && asked.getCredential() != null) {
            // one that cannot be checked is wrong: the session must not answer for it
            return asked.getCredential() instanceof UsernamePasswordCredential credential && named(credential)
                    ? login(request, response, context, credential)
                    : AuthenticationStatus.SEND_FAILURE;
        }
        Optional<Session> session = session(request, response);
        if (session.isPresent()) {
            if (context.isProtected()) {
                // whose role is not enough is refused by the container, before the filter
                gate.tellRenewal(request);
            }
            return caller(context, session.get());
        }
        return context.isProtected() ? refused(request, response) : context.doNothing();
    }

    /** A form may come without the field. */
    private static boolean named(UsernamePasswordCredential credential) {
        return credential.getCaller() != null && !credential.getCaller().isEmpty();
    }

    /** A storage that fails is told by whoever needs a session: by the refusal, or by the filter. */
    private Optional<Session> session(HttpServletRequest request, HttpServletResponse response) {
        try {
            return gate.beforeFilter(request, response)
                    .flatMap(CurrentSession::get)
                    .filter(Session::authenticated);
        } catch (StorageException down) {
            return Optional.empty();
        }
    }

    private static AuthenticationStatus caller(HttpMessageContext context, Session session) {
        return context.notifyContainerAboutLogin(new CallerPrincipal(session.principal()), session.roles());
    }

    private AuthenticationStatus refused(HttpServletRequest request, HttpServletResponse response)
            throws AuthenticationException {
        try {
            gate.refuse(request, response);
            // or WildFly puts its own page in the place of what was written
            response.flushBuffer();
            return AuthenticationStatus.SEND_CONTINUE;
        } catch (IOException gone) {
            throw new AuthenticationException("the answer could not be written", gone);
        }
    }

    /** The application's own page hands the credentials to {@code SecurityContext.authenticate}. */
    private AuthenticationStatus login(
            HttpServletRequest request,
            HttpServletResponse response,
            HttpMessageContext context,
            UsernamePasswordCredential credential) {
        Optional<CurrentSession> current = gate.beforeFilter(request, response);
        if (current.isEmpty()) {
            return AuthenticationStatus.SEND_FAILURE;
        }
        ClientDetails client = clients.of(request);
        LoginResult result = logins.check(credential.getCaller(), credential.getPasswordAsString(), client.ipAddress());
        if (!(result instanceof LoginResult.Succeeded succeeded)) {
            return AuthenticationStatus.SEND_FAILURE;
        }
        NewSession wanted = succeeded.session(client);
        boolean remember = context.getAuthParameters().isRememberMe();
        try {
            return caller(context, current.get().login(remember ? wanted.lifetime(settings.rememberMe()) : wanted));
        } catch (AccountChangedException overtaken) {
            return AuthenticationStatus.SEND_FAILURE;
        }
    }

    /** Signing out of the container ends the session. */
    @Override
    public void cleanSubject(HttpServletRequest request, HttpServletResponse response, HttpMessageContext context) {
        gate.beforeFilter(request, response).ifPresent(CurrentSession::logout);
    }
}
