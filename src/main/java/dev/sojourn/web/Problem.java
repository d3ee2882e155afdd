package dev.sojourn.web;

import dev.sojourn.AccountChangedException;
import dev.sojourn.CapacityException;
import dev.sojourn.NotSupportedException;
import dev.sojourn.SessionNotLiveException;
import dev.sojourn.SessionTooLargeException;
import dev.sojourn.StorageException;
import jakarta.json.Json;
import jakarta.json.JsonObject;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * An error for a client, as problem+json (RFC 9457). It says what the client can do, and nothing of the inside: no storage,
 * no key, no stack trace.
 *
 * @param name the last part of its type {@code urn:sojourn:problem:NAME}; stable
 * @param title what it is, in a few words, the same for all of its type
 * @param status the HTTP status
 * @param detail what it is about this time
 * @param reason why there is no session, for {@code no-session}; else null
 * @param retryAfter seconds after which to try again, also sent as Retry-After; null where that does not fit
 */
public record Problem(
        String name,
        String title,
        int status,
        String detail,
        @Nullable String reason,
        @Nullable Long retryAfter) {

    /** The media type. */
    public static final String MEDIA_TYPE = "application/problem+json";

    private static final String TYPE_PREFIX = "urn:sojourn:problem:";
    private static final long STORAGE_RETRY_SECONDS = 5;
    private static final long STREAM_RETRY_SECONDS = 30;
    private static final int MAX_CAUSES = 10;

    /** 401: the call needs a session; {@code missing}, {@code unknown}, {@code rotated} or an end reason's code says why there is none. */
    public static Problem noSession(String reason) {
        return new Problem("no-session", "No session", 401, "This needs a live session: sign in.", reason, null);
    }

    /** 401: the credentials are wrong, or the user does not exist. */
    public static Problem badCredentials() {
        return new Problem("bad-credentials", "Wrong credentials", 401, "Username or password is wrong.", null, null);
    }

    /** 429: too many failed logins; try again after so many seconds. */
    public static Problem loginBlocked(long seconds) {
        return new Problem("login-blocked", "Too many attempts", 429, "Too many failed logins.", null, seconds);
    }

    /** 403: an unsafe request that may be forged. */
    public static Problem csrf() {
        return new Problem(
                "csrf",
                "Request refused",
                403,
                "The request does not prove that it comes from this site: it needs this site's Origin and, with a session, its"
                        + " token in the header X-CSRF-Token.",
                null,
                null);
    }

    /** 403: not allowed, whoever asks. */
    public static Problem forbidden(String detail) {
        return new Problem("forbidden", "Forbidden", 403, detail, null, null);
    }

    /** 404: there is nothing, or nothing of the caller's. */
    public static Problem notFound() {
        return new Problem("not-found", "Not found", 404, "There is nothing here.", null, null);
    }

    /** 400: the request is wrong. */
    public static Problem badRequest(String detail) {
        return new Problem("bad-request", "Bad request", 400, detail, null, null);
    }

    /** 415: the body is of another type, or of none. */
    public static Problem notJson() {
        return new Problem("bad-request", "Bad request", 415, "The body must be application/json.", null, null);
    }

    /** 413: too large. */
    public static Problem tooLarge(String detail) {
        return new Problem("too-large", "Too large", 413, detail, null, null);
    }

    /** 501: the configured storage cannot do it. */
    public static Problem notSupported(String detail) {
        return new Problem("not-supported", "Not supported", 501, detail, null, null);
    }

    /** 503: the storage does not answer, or is full. */
    public static Problem storageUnavailable() {
        return new Problem(
                "storage-unavailable",
                "Sessions are unavailable",
                503,
                "Sessions cannot be read or written at the moment.",
                null,
                STORAGE_RETRY_SECONDS);
    }

    /** 503: this node has as many streams of events open as it may. */
    public static Problem tooManyStreams() {
        return new Problem(
                "too-many-streams",
                "Too many streams",
                503,
                "This node has as many streams of events open as it may.",
                null,
                STREAM_RETRY_SECONDS);
    }

    /** 503: this node writes as many exports as it may. */
    public static Problem tooManyExports() {
        return new Problem(
                "too-many-streams",
                "Too many streams",
                503,
                "This node writes as many exports at a time as it may.",
                null,
                STREAM_RETRY_SECONDS);
    }

    /** What an exception of Sojourn means to a client, looked for among the causes too; empty for anything else. */
    public static Optional<Problem> of(Throwable thrown) {
        Throwable at = thrown;
        // bounded, because a chain of causes may be a ring
        for (int i = 0; at != null && i < MAX_CAUSES; i++, at = at.getCause()) {
            if (at instanceof StorageException || at instanceof CapacityException) {
                return Optional.of(storageUnavailable());
            }
            if (at instanceof SessionNotLiveException notLive) {
                return Optional.of(noSession(notLive.why().reason()));
            }
            if (at instanceof AccountChangedException) {
                return Optional.of(badCredentials());
            }
            if (at instanceof NotSupportedException) {
                return Optional.of(notSupported("The configured storage cannot do this."));
            }
            if (at instanceof SessionTooLargeException tooLarge) {
                return Optional.of(tooLarge("The session would have " + tooLarge.bytes()
                        + " bytes as it is kept, and may have " + tooLarge.limit() + "."));
            }
        }
        return Optional.empty();
    }

    /** The body. */
    public JsonObject toJson() {
        var json = Json.createObjectBuilder()
                .add("type", TYPE_PREFIX + name)
                .add("title", title)
                .add("status", status)
                .add("detail", detail);
        if (reason != null) {
            json.add("reason", reason);
        }
        if (retryAfter != null) {
            json.add("retryAfter", retryAfter);
        }
        return json.build();
    }

    /**
     * Makes it the answer. Cookies and other headers that are set already stay.
     *
     * @throws IllegalStateException when the response is committed
     */
    public void write(HttpServletResponse response) throws IOException {
        response.resetBuffer();
        response.setStatus(status);
        response.setContentType(MEDIA_TYPE);
        CacheRules.noStore(response);
        if (retryAfter != null) {
            response.setHeader("Retry-After", retryAfter.toString());
        }
        byte[] body = toJson().toString().getBytes(StandardCharsets.UTF_8);
        response.setContentLength(body.length);
        try {
            response.getOutputStream().write(body);
        } catch (IllegalStateException writerInUse) {
            // the application had asked for the writer before it failed
            response.getWriter().write(new String(body, StandardCharsets.UTF_8));
        }
    }
}
