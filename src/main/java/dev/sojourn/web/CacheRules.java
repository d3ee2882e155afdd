package dev.sojourn.web;

import jakarta.servlet.http.HttpServletResponse;
import java.util.Arrays;

/** Keeps answers that hold or depend on a session out of caches (OWASP Session Management Cheat Sheet; RFC 9111). */
final class CacheRules {

    private CacheRules() {}

    /** The answer holds a session's data or cookies: nobody may keep it. */
    static void noStore(HttpServletResponse response) {
        response.setHeader("Cache-Control", "no-store");
        varyByCookie(response);
    }

    /** The answer is another one for another cookie. */
    static void varyByCookie(HttpServletResponse response) {
        boolean there = response.getHeaders("Vary").stream()
                .flatMap(value -> Arrays.stream(value.split(",", -1)))
                .anyMatch(field -> field.strip().equalsIgnoreCase("Cookie"));
        if (!there) {
            response.addHeader("Vary", "Cookie");
        }
    }
}
