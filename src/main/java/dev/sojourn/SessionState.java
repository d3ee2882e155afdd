package dev.sojourn;

import java.util.Locale;
import java.util.Optional;
import java.util.stream.Stream;

/** Whether a session can be used. A session that is past its expiry is ended, whether or not anything swept it. */
public enum SessionState {
    /** Live: its token opens it. */
    ACTIVE,
    /** Ended, and readable for the retention time so that the reason can be told. */
    ENDED;

    /** The word used in JSON, in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The state with this code, or empty. */
    public static Optional<SessionState> ofCode(String code) {
        return Stream.of(values()).filter(state -> state.code().equals(code)).findFirst();
    }
}
