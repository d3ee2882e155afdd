package dev.sojourn.web;

import static dev.sojourn.config.WebSettings.AddressHeader.FORWARDED;
import static dev.sojourn.config.WebSettings.AddressHeader.X_FORWARDED_FOR;
import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.IpAddress;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Statements 40 and 41 of the security list. */
class ClientAddressTest {

    private final ClientAddress standard = new ClientAddress(new WebFixture()
            .trust(FORWARDED, "10.0.0.0/8", "2001:db8:ffff::/48")
            .web());
    private final ClientAddress customary = new ClientAddress(new WebFixture()
            .trust(X_FORWARDED_FOR, "10.0.0.0/8", "2001:db8:ffff::/48")
            .web());

    @ParameterizedTest
    @ValueSource(strings = {"Forwarded", "X-Forwarded-For", "X-Real-IP", "X-Client-IP", "True-Client-IP"})
    void header_of_an_untrusted_peer_is_not_believed(String header) {
        var request = FakeRequest.get("/").from("198.51.100.7").header(header, "for=203.0.113.9");
        assertThat(text(standard, request)).isEqualTo("198.51.100.7");

        var plain = FakeRequest.get("/").from("198.51.100.7").header(header, "203.0.113.9");
        assertThat(text(customary, plain)).isEqualTo("198.51.100.7");
    }

    @Test
    void header_that_is_not_the_configured_one_is_not_believed() {
        var request = FakeRequest.get("/").from("10.0.0.1").header("X-Forwarded-For", "203.0.113.9");
        assertThat(text(standard, request)).isEqualTo("10.0.0.1");

        var other = FakeRequest.get("/").from("10.0.0.1").header("Forwarded", "for=203.0.113.9");
        assertThat(text(customary, other)).isEqualTo("10.0.0.1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\0',
            value = {
                "for=203.0.113.9                                       | 203.0.113.9",
                "FOR=203.0.113.9;proto=https;by=10.0.0.1               | 203.0.113.9",
                "proto=https ; for=\"203.0.113.9:4711\"                | 203.0.113.9",
                "for=\"[2001:db8::1]:4711\"                            | 2001:db8::1",
                "for=\"[2001:DB8:0::1]\"                               | 2001:db8::1",
                "for=\"[::ffff:203.0.113.9]\"                          | 203.0.113.9",
                "for=\"[2001:db8::1]:_port\"                           | 2001:db8::1",
                "for=1.1.1.1, for=203.0.113.9                          | 203.0.113.9",
                "for=1.1.1.1, for=203.0.113.9, for=10.1.2.3            | 203.0.113.9",
                "for=203.0.113.9, , for=10.1.2.3,                      | 203.0.113.9",
                "for=203.0.113.9, for=\"[2001:db8:ffff::2]\"           | 203.0.113.9",
                // every hop trusted: the farthest is the client
                "for=10.9.9.9, for=10.1.2.3                            | 10.9.9.9",
                // what the client wrote to the left cannot swallow what the proxy appended
                "for=\"evil, for=203.0.113.9                           | 203.0.113.9",
                "for=\", for=\"[2001:db8::1]\"                         | 2001:db8::1",
                "for=\\\", for=203.0.113.9                             | 203.0.113.9",
                ";;;==,,for=x;for=y, for=203.0.113.9                   | 203.0.113.9",
                // no address: the last trusted hop stands for the client
                "for=unknown                                           | 10.0.0.1",
                "for=_hidden                                           | 10.0.0.1",
                "for=203.0.113.9, for=_hidden, for=10.1.2.3            | 10.1.2.3",
                "for=203.0.113.9, for=unknown                          | 10.0.0.1",
                "for=203.0.113.9;for=1.1.1.1                           | 10.0.0.1",
                "for=                                                  | 10.0.0.1",
                "for=\"203.0.113.9:port\"                              | 10.0.0.1",
                "for=203.0.113.999                                     | 10.0.0.1",
                "for=\"[2001:db8::1\"                                  | 10.0.0.1",
                "for=\"[203.0.113.9]\"                                 | 10.0.0.1",
                "for=\"[2001:db8::1]x\"                                | 10.0.0.1",
                "for=localhost                                         | 10.0.0.1",
                "by=203.0.113.9                                        | 10.0.0.1",
                "203.0.113.9                                           | 10.0.0.1",
            })
    void forwarded_header_of_a_trusted_proxy_is_read_from_the_right(String header, String expected) {
        var request = FakeRequest.get("/").from("10.0.0.1").header("Forwarded", header);

        assertThat(text(standard, request)).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "203.0.113.9                          | 203.0.113.9",
                "203.0.113.9:4711                     | 203.0.113.9",
                "2001:db8::1                          | 2001:db8::1",
                "[2001:db8::1]                        | 2001:db8::1",
                "[2001:db8::1]:4711                   | 2001:db8::1",
                "::ffff:203.0.113.9                   | 203.0.113.9",
                "1.1.1.1, 203.0.113.9                 | 203.0.113.9",
                "1.1.1.1,203.0.113.9,10.2.2.2         | 203.0.113.9",
                "203.0.113.9, 2001:db8:ffff::2        | 203.0.113.9",
                "203.0.113.9, unknown, 10.2.2.2       | 10.2.2.2",
                "203.0.113.9, garbage                 | 10.0.0.1",
                "203.0.113.9, fe80::1%eth0            | 10.0.0.1",
                "example.com                          | 10.0.0.1",
                "010.0.0.1                            | 10.0.0.1",
            })
    void x_forwarded_for_header_of_a_trusted_proxy_is_read_from_the_right(String header, String expected) {
        var request = FakeRequest.get("/").from("10.0.0.1").header("X-Forwarded-For", header);

        assertThat(text(customary, request)).isEqualTo(expected);
    }

    @Test
    void header_sent_in_several_lines_is_one_list() {
        var request = FakeRequest.get("/")
                .from("10.0.0.1")
                .header("X-Forwarded-For", "1.1.1.1, 203.0.113.9")
                .header("X-Forwarded-For", "10.2.2.2");

        assertThat(text(customary, request)).isEqualTo("203.0.113.9");
    }

    @Test
    void trusted_proxy_without_the_header_is_the_client() {
        assertThat(text(standard, FakeRequest.get("/").from("10.0.0.1"))).isEqualTo("10.0.0.1");
    }

    @Test
    void ipv4_mapped_peer_is_trusted_like_its_ipv4_address() {
        var request = FakeRequest.get("/").from("::ffff:10.0.0.1").header("X-Forwarded-For", "203.0.113.9");

        assertThat(text(customary, request)).isEqualTo("203.0.113.9");
    }

    @Test
    void peer_with_a_zone_is_known() {
        assertThat(text(standard, FakeRequest.get("/").from("fe80:0:0:0:0:0:0:1%eth0")))
                .isEqualTo("fe80::1");
    }

    @Test
    void peer_that_is_no_address_is_unknown() {
        assertThat(standard.of(FakeRequest.get("/").from("unix:").build())).isEmpty();
        assertThat(standard.of(FakeRequest.get("/").from(null).build())).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "for=203.0.113.9;proto=https                                | true",
                "for=203.0.113.9;proto=http                                 | false",
                "for=203.0.113.9                                            | false",
                // TLS ended at the outer proxy: the hop that saw the client counts
                "for=203.0.113.9;proto=https, for=10.1.2.3;proto=http       | true",
                "for=1.1.1.1;proto=https, for=203.0.113.9;proto=http        | false",
                "for=unknown;proto=https                                    | true",
            })
    void scheme_is_what_the_trusted_proxy_said_of_the_client(String header, boolean secure) {
        var request = FakeRequest.get("/").from("10.0.0.1").header("Forwarded", header);

        assertThat(standard.secure(request.build())).isEqualTo(secure);
    }

    @Test
    void scheme_in_a_header_of_an_untrusted_peer_is_not_believed() {
        var request = FakeRequest.get("/")
                .from("198.51.100.7")
                .header("X-Forwarded-Proto", "https")
                .header("Forwarded", "for=203.0.113.9;proto=https");

        assertThat(standard.secure(request.build())).isFalse();
        assertThat(customary.secure(request.build())).isFalse();
    }

    @Test
    void x_forwarded_proto_counts_beside_x_forwarded_for_only() {
        var request = FakeRequest.get("/").from("10.0.0.1").header("X-Forwarded-Proto", "http, HTTPS");

        assertThat(customary.secure(request.build())).isTrue();
        assertThat(standard.secure(request.build())).isFalse();
    }

    private static String text(ClientAddress addresses, FakeRequest request) {
        return addresses.of(request.build()).map(IpAddress::toString).orElse(null);
    }
}
