package dev.sojourn.store.redis;

import dev.sojourn.store.redis.RedisTopology.Standalone;
import java.net.URI;
import java.net.URISyntaxException;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/** Reads {@code redis://} and {@code rediss://}. No message repeats any part of the url. */
final class RedisUrl {

    private static final int DEFAULT_PORT = 6379;

    private RedisUrl() {}

    static RedisOptions parse(String text, RedisOptions base) {
        URI url = uri(text);
        boolean tls = "rediss".equalsIgnoreCase(url.getScheme());
        if (!tls && !"redis".equalsIgnoreCase(url.getScheme())) {
            throw notAUrl();
        }
        if (url.getHost() == null || url.getRawQuery() != null || url.getRawFragment() != null) {
            throw notAUrl();
        }
        String host = url.getHost().replaceAll("^\\[|]$", "");
        var node = new RedisNode(host, url.getPort() == -1 ? DEFAULT_PORT : url.getPort());
        return base.withTopology(new Standalone(node))
                .withLogin(login(url.getRawUserInfo()))
                .withDatabase(database(url.getRawPath()))
                .withTls(tls ? RedisTls.DEFAULT : null);
    }

    private static URI uri(String text) {
        try {
            return new URI(text.strip());
        } catch (URISyntaxException e) {
            // its message and its input hold the url, so it is no cause
            throw notAUrl();
        }
    }

    private static RedisLogin login(@Nullable String userInfo) {
        if (userInfo == null) {
            return RedisLogin.NONE;
        }
        int colon = userInfo.indexOf(':');
        if (colon < 0) {
            throw notAUrl();
        }
        String username = decoded(userInfo.substring(0, colon));
        return new RedisLogin(username.isEmpty() ? null : username, decoded(userInfo.substring(colon + 1)));
    }

    private static int database(@Nullable String path) {
        if (path == null || path.isEmpty() || path.equals("/")) {
            return 0;
        }
        if (!path.matches("/[0-9]{1,9}")) {
            throw notAUrl();
        }
        return Integer.parseInt(path.substring(1));
    }

    private static String decoded(String part) {
        try {
            return URLDecoder.decode(part.replace("+", "%2B"), StandardCharsets.UTF_8);
        } catch (IllegalArgumentException e) {
            throw notAUrl();
        }
    }

    private static IllegalArgumentException notAUrl() {
        return new IllegalArgumentException(
                "a Redis url is redis://[[user]:password@]host[:port][/database], or rediss:// for TLS");
    }
}
