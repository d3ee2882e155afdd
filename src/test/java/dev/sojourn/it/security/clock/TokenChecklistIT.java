package dev.sojourn.it.security.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.it.Answer;
import dev.sojourn.it.Together;
import dev.sojourn.it.Visitor;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Statements 1 and 2, which need many tokens, and 33, which needs many visitors. */
class TokenChecklistIT extends OnProbe {

    private static final int TOKENS = 10_000;
    private static final int THREADS = 4;

    /** For 255 degrees of freedom; a right source is above it once in some hundred million positions. */
    private static final double CHI_SQUARE_LIMIT = 400;

    @AfterEach
    void end_the_anonymous_sessions() {
        advance(ABSOLUTE.plus(Duration.ofMinutes(1)));
        visitor().post("/probe/cleanup").is(200);
    }

    @Test
    void s01_ten_thousand_tokens_are_all_different_long_and_evenly_spread() {
        List<byte[]> keys = new ArrayList<>();
        List<byte[]> secrets = new ArrayList<>();
        Set<String> distinct = new HashSet<>();
        for (String token : tokens()) {
            String[] parts = token.split("\\.", -1);
            keys.add(Base64.getUrlDecoder().decode(parts[0]));
            secrets.add(Base64.getUrlDecoder().decode(parts[1]));
            distinct.addAll(List.of(parts));
        }

        assertThat(distinct).hasSize(2 * TOKENS);
        assertThat(keys).allSatisfy(key -> assertThat(key).hasSize(16));
        assertThat(secrets).allSatisfy(secret -> assertThat(secret).hasSize(32));
        for (List<byte[]> each : List.of(keys, secrets)) {
            for (int at = 0; at < each.get(0).length; at++) {
                assertThat(chiSquare(each, at)).as("byte " + at).isLessThan(CHI_SQUARE_LIMIT);
            }
        }
    }

    private List<String> tokens() {
        return Together.run(
                        THREADS,
                        thread -> Stream.generate(() -> {
                                    Visitor visitor = visitor();
                                    put(visitor, "tea").is(200);
                                    return visitor.cookie(Visitor.SESSION);
                                })
                                .limit(TOKENS / THREADS)
                                .toList())
                .stream()
                .flatMap(List::stream)
                .toList();
    }

    private static double chiSquare(List<byte[]> values, int at) {
        int[] counts = new int[256];
        values.forEach(value -> counts[value[at] & 0xff]++);
        double expected = values.size() / 256.0;
        double sum = 0;
        for (int count : counts) {
            sum += (count - expected) * (count - expected) / expected;
        }
        return sum;
    }

    @Test
    void s02_token_tells_nothing_of_user_time_order_or_make() {
        String principal = fresh();
        List<byte[]> raw = Stream.generate(() -> signedIn(principal))
                .limit(200)
                .map(visitor -> visitor.cookie(Visitor.SESSION).split("\\.", -1))
                .map(parts -> raw(parts[0], parts[1]))
                .toList();

        // the clock stands still, the user is one, the node is one: what they had in common would be seen
        for (int at = 0; at < raw.get(0).length; at++) {
            int position = at;
            assertThat(raw.stream().map(token -> token[position]).distinct().count())
                    .as("different bytes at " + at)
                    .isGreaterThan(80);
        }
        long ascents = IntStream.range(1, raw.size())
                .filter(i -> Arrays.compareUnsigned(raw.get(i - 1), raw.get(i)) < 0)
                .count();
        assertThat(ascents).as("tokens that are greater than the one before").isBetween(60L, 140L);
        assertThat(raw).noneMatch(token -> new String(token, StandardCharsets.ISO_8859_1).contains(principal));
    }

    private static byte[] raw(String key, String secret) {
        var decoder = Base64.getUrlDecoder();
        byte[] first = decoder.decode(key);
        byte[] second = decoder.decode(secret);
        byte[] both = Arrays.copyOf(first, first.length + second.length);
        System.arraycopy(second, 0, both, first.length, second.length);
        return both;
    }

    @Test
    void s33_visitors_who_write_nothing_store_nothing_and_those_who_write_are_capped() {
        long before = count();
        Together.run(THREADS, thread -> {
            for (int i = 0; i < 250; i++) {
                Visitor visitor = visitor();
                visitor.get("/").is(200);
                visitor.get("/probe/who").is(200);
                visitor.withCookie(Visitor.SESSION, "A".repeat(22) + "." + "B".repeat(43))
                        .get("/api/session")
                        .is(401);
            }
            return thread;
        });
        assertThat(count()).isEqualTo(before);

        List<Integer> refusals = Together.run(THREADS, thread -> {
            for (int i = 0; i < MAX_ANONYMOUS; i++) {
                Answer answer = put(visitor(), "tea");
                if (answer.status() != 200) {
                    answer.isProblem(503, "storage-unavailable");
                    return 1;
                }
            }
            return 0;
        });
        assertThat(refusals).containsOnly(1);
        assertThat(count() - before).isBetween((long) MAX_ANONYMOUS - THREADS, (long) MAX_ANONYMOUS + THREADS);
        // who has a name is not refused
        signedIn(fresh()).get("/api/session").is(200);
    }
}
