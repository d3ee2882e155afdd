package dev.sojourn.it;

import jakarta.json.Json;
import jakarta.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * A client of the API with a cookie jar and an address of its own. Sends the CSRF token with what may change something, as
 * Sojourn's pages do. May be used by several threads.
 */
public final class Visitor {

    /** The session cookie's name in the profile {@code dev}. */
    public static final String SESSION = "session_id";

    /** The CSRF cookie's name in the profile {@code dev}. */
    public static final String CSRF = "csrf_token";

    static {
        // the server closes a connection that is idle for half a minute, of which a burst leaves many: none shall be
        // used at that moment
        System.setProperty("jdk.httpclient.keepalive.timeout", "5");
    }

    private static final HttpClient HTTP = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .followRedirects(HttpClient.Redirect.NEVER)
            .build();
    private static final AtomicInteger ADDRESSES = new AtomicInteger();

    private final URI server;
    private final String address;
    private final Map<String, String> cookies = new ConcurrentHashMap<>();

    /** One without cookies, who comes from an address that no other has (the deployed WAR trusts this machine as a proxy). */
    public Visitor(URI server) {
        this.server = server;
        int number = ADDRESSES.incrementAndGet();
        this.address = "10.9." + number / 250 + "." + (number % 250 + 1);
    }

    /** Another client with the same cookies and the same address. */
    public Visitor copy() {
        return new Visitor(server, address, cookies);
    }

    private Visitor(URI server, String address, Map<String, String> cookies) {
        this.server = server;
        this.address = address;
        this.cookies.putAll(cookies);
    }

    /** Where it comes from. */
    public String address() {
        return address;
    }

    /** The value of a cookie in the jar; empty text for none. */
    public String cookie(String name) {
        return cookies.getOrDefault(name, "");
    }

    /** Puts a cookie into the jar. */
    public Visitor withCookie(String name, String value) {
        cookies.put(name, value);
        return this;
    }

    /** Takes all cookies out of the jar. */
    public void forget() {
        cookies.clear();
    }

    /** Signs in with the password of the account. */
    public Answer signIn(String name) {
        return signIn(name, Accounts.passwordOf(name));
    }

    /** Tries to sign in. */
    public Answer signIn(String name, String password) {
        return post("/api/session", credentials(name, password));
    }

    /** The body of a login. */
    public static String credentials(String name, String password) {
        return Json.createObjectBuilder()
                .add("username", name)
                .add("password", password)
                .build()
                .toString();
    }

    /** One who is signed in. */
    public static Visitor signedIn(URI server, String name) {
        var visitor = new Visitor(server);
        visitor.signIn(name).is(201);
        return visitor;
    }

    /** The current session as the API shows it. */
    public JsonObject session() {
        return get("/api/session").is(200).json();
    }

    /** The key of the session that the jar's cookie belongs to. */
    public String key() {
        return cookie(SESSION).split("\\.", -1)[0];
    }

    /** GET. */
    public Answer get(String path) {
        return call("GET", path).send();
    }

    /** POST of a JSON text. */
    public Answer post(String path, String json) {
        return call("POST", path).json(json).send();
    }

    /** POST without a body. */
    public Answer post(String path) {
        return call("POST", path).send();
    }

    /** DELETE. */
    public Answer delete(String path) {
        return call("DELETE", path).send();
    }

    /** PATCH of a JSON text. */
    public Answer patch(String path, String json) {
        return call("PATCH", path).json(json).send();
    }

    /** A call with this path exactly as it stands, to be made by {@link Call#send}. */
    public Call call(String method, String path) {
        return new Call(method, path);
    }

    private boolean hasCsrf() {
        return cookies.containsKey(CSRF);
    }

    private void keepCookies(HttpResponse<?> response) {
        for (String line : response.headers().allValues("Set-Cookie")) {
            String pair = line.split(";", 2)[0];
            String name = pair.substring(0, pair.indexOf('='));
            if (line.contains("; Max-Age=0")) {
                cookies.remove(name);
            } else {
                cookies.put(name, pair.substring(name.length() + 1));
            }
        }
    }

    /** One request in the making. */
    public final class Call {

        private final HttpRequest.Builder request;
        private final String method;
        private BodyPublisher body = BodyPublishers.noBody();
        private @Nullable String token;

        private Call(String method, String path) {
            this.method = method;
            String base = server.getScheme() + "://" + server.getAuthority();
            request = HttpRequest.newBuilder(URI.create(base + path)).header("Forwarded", "for=" + address);
            token = hasCsrf() && !method.equals("GET") && !method.equals("HEAD") ? cookie(CSRF) : null;
        }

        /** With a JSON body. */
        public Call json(String text) {
            return body("application/json", text);
        }

        /** With a body of this type. */
        public Call body(String type, String text) {
            return body(type, text.getBytes(StandardCharsets.UTF_8));
        }

        /** With a body of this type. */
        public Call body(String type, byte[] bytes) {
            request.header("Content-Type", type);
            return untyped(bytes);
        }

        /** With a body of no type. */
        public Call untyped(byte[] bytes) {
            body = BodyPublishers.ofByteArray(bytes);
            return this;
        }

        /** With one more header. */
        public Call header(String name, String value) {
            request.header(name, value);
            return this;
        }

        /** With this CSRF token in the place of the jar's; null for none. */
        public Call csrf(@Nullable String value) {
            token = value;
            return this;
        }

        /** Sends it, and keeps the cookies of the answer. */
        public Answer send() {
            if (token != null) {
                request.header("X-CSRF-Token", token);
            }
            if (!cookies.isEmpty()) {
                request.header(
                        "Cookie",
                        cookies.entrySet().stream()
                                .map(cookie -> cookie.getKey() + "=" + cookie.getValue())
                                .collect(Collectors.joining("; ")));
            }
            try {
                var response = HTTP.send(request.method(method, body).build(), BodyHandlers.ofString());
                keepCookies(response);
                return new Answer(response.statusCode(), response.headers(), response.body());
            } catch (IOException e) {
                throw new UncheckedIOException(e);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw new IllegalStateException(e);
            }
        }
    }
}
