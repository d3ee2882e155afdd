package dev.sojourn.web;

import dev.sojourn.Session;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Who may administer: whoever has the role {@value #ROLE} in a session of this application. That of another one, which may be trusted for
 * everything else, is not enough. Checked by the filter for all of {@code /api/admin}, and by the resources themselves, on no container's word.
 */
public final class AdminAccess {

    /** The role. */
    public static final String ROLE = "sojourn-admin";

    private AdminAccess() {}

    /**
     * Why this session may not, or empty when it may.
     *
     * @param session the request's live session; null for none
     * @param whyNot why there is none, as in {@link Problem#noSession}
     * @param application this application's name
     */
    public static Optional<Problem> refusal(@Nullable Session session, String whyNot, String application) {
        if (session == null) {
            return Optional.of(Problem.noSession(whyNot));
        }
        if (!session.authenticated()) {
            return Optional.of(Problem.noSession("missing"));
        }
        return session.roles().contains(ROLE) && session.application().equals(application)
                ? Optional.empty()
                : Optional.of(Problem.forbidden("This is for administrators."));
    }
}
