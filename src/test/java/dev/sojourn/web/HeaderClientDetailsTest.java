package dev.sojourn.web;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.ClientDetails;
import dev.sojourn.Device;
import dev.sojourn.DeviceType;
import org.junit.jupiter.api.Test;

/** Also statement 51 of the security list. */
class HeaderClientDetailsTest {

    private final HeaderClientDetails reader = new HeaderClientDetails(
            new ClientAddress(new WebFixture().web()),
            header -> new Device(header.apply("Sec-CH-UA-Platform"), null, null, null, null, DeviceType.PC));

    @Test
    void client_is_read_from_the_connection_and_the_headers() {
        var client = reader.of(FakeRequest.get("/")
                .from("2001:DB8:0:0:0:0:0:1")
                .header("User-Agent", "curl/8.0")
                .header("Sec-CH-UA-Platform", "Linux")
                .build());

        assertThat(client.ipAddress()).isEqualTo("2001:db8::1");
        assertThat(client.userAgent()).isEqualTo("curl/8.0");
        assertThat(client.device().browser()).isEqualTo("Linux");
    }

    @Test
    void agent_loses_what_could_break_a_log_line_and_what_is_too_much() {
        var hostile = reader.of(FakeRequest.get("/")
                .header("User-Agent", "a\u0000\r\n\u0085\u2028\u202eb" + "x".repeat(10_000))
                .build());

        assertThat(hostile.userAgent()).startsWith("abx").hasSizeLessThan(ClientDetails.MAX_USER_AGENT);
    }

    @Test
    void client_without_headers_or_address_is_known_as_that() {
        var bare = reader.of(FakeRequest.get("/").from(null).build());

        assertThat(bare.ipAddress()).isNull();
        assertThat(bare.userAgent()).isNull();
    }
}
