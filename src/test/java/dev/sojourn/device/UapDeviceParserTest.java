package dev.sojourn.device;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.Device;
import java.util.Map;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvFileSource;
import org.junit.jupiter.params.provider.ValueSource;

class UapDeviceParserTest {

    private static final UapDeviceParser PARSER = new UapDeviceParser();

    @ParameterizedTest(name = "{0} {1} on {2} {3}, {4}, {5}: {6} {7}")
    @CsvFileSource(
            resources = "devices.csv",
            delimiter = '|',
            quoteCharacter = '`',
            nullValues = "-",
            numLinesToSkip = 2)
    void realHeaders_areReadAsPeopleWouldCallThem(
            String browser,
            String browserVersion,
            String os,
            String osVersion,
            String family,
            String type,
            String userAgent,
            String hints) {
        Device device = PARSER.parse(headers(userAgent, hints)::get);

        assertThat(device)
                .extracting(
                        Device::browser,
                        Device::browserVersion,
                        Device::os,
                        Device::osVersion,
                        Device::family,
                        d -> d.type().code())
                .containsExactly(browser, browserVersion, os, osVersion, family, type);
    }

    @Test
    void noHeaders_areTheUnknownDevice() {
        assertThat(PARSER.parse(name -> null)).isEqualTo(Device.UNKNOWN);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\t\r\n", "\0\0\0", "Mozilla/5.0", "(", "\\"})
    void headersThatSayNothing_areAnOtherDevice(String userAgent) {
        assertThat(PARSER.parse(headers(userAgent, null)::get))
                .extracting(Device::browser, Device::os, Device::family, Device::type)
                .containsExactly(null, null, null, Device.UNKNOWN.type());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"Chromium\";v=\"140\", \"Google Chrome\";v=\"140\", \" Not A;Brand\";v=\"99\"",
                "\"(Not(A:Brand\";v=\"8\", \"Google Chrome\";v=\"140\", \"Chromium\";v=\"140\"",
                "\"Not/A)Brand\"; v=\"8\",\"Chromium\"; v=\"140\",\"Google Chrome\"; v=\"140\"",
                "\"\\\\Not\\\"A;Brand\";v=\"99\", \"Google Chrome\";v=\"140\"",
            })
    void madeUpBrands_areSkippedWhereverTheyStand(String brands) {
        Device device = PARSER.parse(Map.of("Sec-CH-UA", brands)::get);

        assertThat(device.browser()).isEqualTo("Chrome");
        assertThat(device.browserVersion()).isEqualTo("140");
    }

    @ParameterizedTest
    @ValueSource(strings = {"Google Chrome", "\"Google Chrome", "\"Google Chrome\"", "?1", "();;=", "\"\\"})
    void brokenHints_leaveWhatTheUserAgentSays(String broken) {
        String userAgent = "Mozilla/5.0 (Windows NT 10.0; Win64; x64; rv:143.0) Gecko/20100101 Firefox/143.0";
        Map<String, String> headers = Map.of(
                "User-Agent", userAgent,
                "Sec-CH-UA", broken,
                "Sec-CH-UA-Platform-Version", broken,
                "Sec-CH-UA-Form-Factors", broken);

        assertThat(PARSER.parse(headers::get)).isEqualTo(PARSER.parse(headers(userAgent, null)::get));
    }

    /** The headers of a row in devices.csv. */
    private static Map<String, String> headers(String userAgent, String hints) {
        Map<String, String> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        if (userAgent != null) {
            headers.put("User-Agent", userAgent);
        }
        if (hints != null) {
            for (String hint : hints.split(" ~ ", -1)) {
                String[] parts = hint.split(": ", 2);
                headers.put(parts[0], parts[1]);
            }
        }
        return headers;
    }
}
