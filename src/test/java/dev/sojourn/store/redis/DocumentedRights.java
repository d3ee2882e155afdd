package dev.sojourn.store.redis;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The rules that docs/storages/redis.md gives a user, as it gives them. */
final class DocumentedRights {

    private static final String PAGE = read();

    static final List<String> ON_A_SERVER = found("ACL SETUSER sojourn on >PASSWORD ([^`]*?)\n\n");
    static final List<String> ON_A_CLUSTER = Stream.concat(
                    ON_A_SERVER.stream(), found("On a Cluster also `([^`]*)`").stream())
            .toList();
    static final List<String> ON_SENTINELS = found("On the Sentinels `([^`]*)`");

    private DocumentedRights() {}

    private static List<String> found(String pattern) {
        Matcher matcher = Pattern.compile(pattern).matcher(PAGE);
        if (!matcher.find()) {
            throw new IllegalStateException("the page does not say " + pattern);
        }
        return List.of(matcher.group(1).split("\\s+"));
    }

    private static String read() {
        try {
            return Files.readString(Path.of("docs", "storages", "redis.md"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
