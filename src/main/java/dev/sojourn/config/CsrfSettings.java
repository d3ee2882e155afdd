package dev.sojourn.config;

import java.util.List;

/**
 * The check of unsafe requests.
 *
 * @param enabled whether there is one
 * @param exemptPaths path patterns of requests that are not checked
 * @param formField name of the form field that may carry the token
 */
public record CsrfSettings(boolean enabled, List<PathPattern> exemptPaths, String formField) {

    /** Copies the list. */
    public CsrfSettings {
        exemptPaths = List.copyOf(exemptPaths);
    }
}
