package dev.sojourn.it.security;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Random;

/** Makes requests that nobody sane would send, the same ones for the same source of randomness. */
final class FuzzRequest {

    private static final List<String> METHODS =
            List.of("GET", "GET", "GET", "POST", "POST", "PATCH", "PUT", "DELETE", "HEAD", "OPTIONS");

    private static final List<String> PATHS = List.of(
            "/api/session",
            "/api/session",
            "/api/session/rotation",
            "/api/session/csrf",
            "/api/session/attributes",
            "/api/me/sessions",
            "/api/me/sessions/%s",
            "/api/health",
            "/api/admin/sessions",
            "/api/%s",
            "/devices.html",
            "/",
            "/%s",
            "/assets/%s",
            "/error",
            "/?next=%s");

    private static final List<String> HEADERS = List.of(
            "X-CSRF-Token",
            "Origin",
            "Sec-Fetch-Site",
            "Sec-Fetch-Mode",
            "Forwarded",
            "X-Forwarded-For",
            "X-Forwarded-Proto",
            "User-Agent",
            "Sec-CH-UA",
            "Accept",
            "Accept-Language",
            "If-None-Match",
            "Range",
            "Authorization",
            "X-HTTP-Method-Override",
            "X-Session-Passive",
            "Referer",
            "Cookie2");

    private static final List<String> WORDS = List.of(
            "",
            "*",
            "{}",
            "[]",
            "null",
            "true",
            "-1",
            "1e999999999",
            "none",
            "cross-site",
            "same-origin",
            "for=unknown",
            "\"",
            "\\",
            "../..",
            "%00",
            "%0d%0a",
            "%2e%2e%2f",
            "<script>",
            "${jndi:x}",
            "';--",
            "sojourn:~s",
            "eyJhbGciOiJub25lIn0.e30.",
            "application/json",
            "text/html",
            "bytes=0-",
            ",",
            ";",
            "=",
            ":",
            "@",
            "\t",
            "\u00e9\u00ff",
            "A".repeat(22),
            "B".repeat(43));

    private static final List<String> TYPES = List.of(
            "application/json",
            "application/json",
            "application/json;charset=utf-16",
            "application/merge-patch+json",
            "application/x-www-form-urlencoded",
            "multipart/form-data; boundary=x",
            "text/plain",
            "application/xml",
            "application/json; charset=%",
            "nonsense");

    private static final List<String> BODIES = List.of(
            "{\"username\":\"%s\",\"password\":\"%s\"}",
            "{\"username\":\"%s\",\"password\":\"%s\",\"rememberMe\":true}",
            "{\"ui.a\":\"%s\",\"ui.b\":%s}",
            "{\"ui.a\":{\"%s\":[1,2,{\"b\":null}]},\"c\":\"%s\"}",
            "_csrf=%s&x=%s",
            "[%s,%s]",
            "%s%s");

    private final Random random;
    private final String host;

    /** Good tokens, of which each request gets a changed one. */
    private final List<String> tokens;

    /** Whether headers may have bytes that are not ASCII: WildFly answers them with an empty 500 before any filter is called. */
    private final boolean latin = !"wildfly".equals(System.getProperty("arquillian.launch"));

    FuzzRequest(long seed, String host, List<String> tokens) {
        this.random = new Random(seed);
        this.host = host;
        this.tokens = tokens;
    }

    /** One request, a character for a byte, and whether it asks for no body. */
    record Made(String text, boolean head) {

        byte[] bytes() {
            return text.getBytes(StandardCharsets.ISO_8859_1);
        }
    }

    Made next() {
        String method = pick(METHODS);
        var text = new StringBuilder(method)
                .append(' ')
                .append(pick(PATHS).replace("%s", segment()))
                .append(" HTTP/1.1\r\nHost: ")
                .append(host)
                .append("\r\n");
        for (int i = random.nextInt(3); i > 0; i--) {
            text.append("Cookie: ").append(cookies()).append("\r\n");
        }
        for (int i = random.nextInt(5); i > 0; i--) {
            text.append(pick(HEADERS)).append(": ").append(junk(40)).append("\r\n");
        }
        String head = latin ? text.toString() : text.toString().replaceAll("[^\\x00-\\x7f]", "?");
        text = new StringBuilder(head);
        // servers themselves refuse a body of the others
        boolean bodied = method.startsWith("P");
        String body = bodied ? mutated(body()) : "";
        if (bodied) {
            text.append("Content-Type: ").append(pick(TYPES)).append("\r\n");
            if (random.nextInt(6) == 0) {
                text.append("Transfer-Encoding: chunked\r\n\r\n");
                return new Made(text + chunks(body), false);
            }
            text.append("Content-Length: ").append(body.length()).append("\r\n");
        }
        return new Made(text + "\r\n" + body, method.equals("HEAD"));
    }

    private static String chunks(String body) {
        return body.isEmpty() ? "0\r\n\r\n" : Integer.toHexString(body.length()) + "\r\n" + body + "\r\n0\r\n\r\n";
    }

    private String cookies() {
        var line = new StringBuilder();
        for (int i = 1 + random.nextInt(3); i > 0; i--) {
            line.append(line.isEmpty() ? "" : pick(List.of("; ", ";", ",", " ; ")))
                    .append(random.nextInt(6) == 0 ? junk(10) : pick(List.of("session_id", "csrf_token", "JSESSIONID")))
                    .append('=')
                    .append(random.nextInt(5) == 0 ? junk(60) : changed(pick(tokens)));
        }
        return line.toString();
    }

    /** Never the good token itself, nor one of another form that means the same. */
    private String changed(String token) {
        int at = random.nextInt(token.length() - 1);
        char other = token.charAt(at) == 'x' ? 'y' : 'x';
        String flipped = token.substring(0, at) + other + token.substring(at + 1);
        return switch (random.nextInt(6)) {
            case 0 -> flipped.substring(0, random.nextInt(flipped.length()));
            case 1 -> flipped + junk(10);
            case 2 -> flipped.substring(0, at) + junk(4) + flipped.substring(at);
            case 3 -> token.substring(0, 23) + "A".repeat(43);
            case 4 -> flipped.substring(0, 22) + "." + pick(tokens).substring(0, 20) + flipped.substring(23);
            default -> flipped;
        };
    }

    private String body() {
        String pattern = pick(BODIES);
        while (pattern.contains("%s")) {
            pattern = pattern.replaceFirst("%s", java.util.regex.Matcher.quoteReplacement(junk(30).replace("%s", "")));
        }
        return random.nextInt(50) == 0 ? pattern.repeat(1 + random.nextInt(500)) : pattern;
    }

    private String mutated(String body) {
        var text = new StringBuilder(body);
        for (int i = random.nextInt(4); i > 0 && !text.isEmpty(); i--) {
            int at = random.nextInt(text.length());
            switch (random.nextInt(3)) {
                case 0 -> text.setCharAt(at, (char) random.nextInt(256));
                case 1 -> text.deleteCharAt(at);
                default -> text.insert(at, (char) random.nextInt(256));
            }
        }
        return text.toString();
    }

    /** A part of a path, of characters that a request line may have. */
    private String segment() {
        var text = new StringBuilder();
        for (int i = random.nextInt(12); i > 0; i--) {
            text.append(pick(List.of(
                    "a", "Z", "9", "-", "_", ".", "..", "/", "%2f", "%00", "%ff", "%c0%af", ";", "=", "%", "~", "+",
                    "@", ":")));
        }
        return text.toString();
    }

    /** Words and visible characters, and here and there another byte; never the end of a line, which would end the header. */
    private String junk(int length) {
        var text = new StringBuilder();
        while (text.length() < length && random.nextInt(6) != 0) {
            text.append(
                    switch (random.nextInt(8)) {
                        case 0, 1, 2 -> pick(WORDS);
                        case 3 -> (char) (random.nextInt(40) == 0 ? 0x80 + random.nextInt(0x80) : '!');
                        default -> (char) (' ' + random.nextInt(95));
                    });
        }
        return text.toString();
    }

    private <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
