package dev.sojourn;

import static org.assertj.core.api.Assertions.assertThat;

import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.CharRange;
import net.jqwik.api.constraints.Size;
import net.jqwik.api.constraints.StringLength;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class IpAddressTest {

    /** Examples of RFC 5952 (sections 1, 2 and 4) and RFC 4291 (section 2.2) among them. */
    @ParameterizedTest
    @CsvSource({
        "0.0.0.0,                                  0.0.0.0",
        "192.0.2.1,                                192.0.2.1",
        "255.255.255.255,                          255.255.255.255",
        "::,                                       ::",
        "0:0:0:0:0:0:0:0,                          ::",
        "::1,                                      ::1",
        "1::,                                      1::",
        "2001:db8:0:0:1:0:0:1,                     2001:db8::1:0:0:1",
        "2001:0db8:0:0:1:0:0:1,                    2001:db8::1:0:0:1",
        "2001:db8::1:0:0:1,                        2001:db8::1:0:0:1",
        "2001:db8::0:1:0:0:1,                      2001:db8::1:0:0:1",
        "2001:0db8::1:0:0:1,                       2001:db8::1:0:0:1",
        "2001:db8:0:0:1::1,                        2001:db8::1:0:0:1",
        "2001:DB8:0:0:1::1,                        2001:db8::1:0:0:1",
        "2001:db8:0:1:1:1:1:1,                     2001:db8:0:1:1:1:1:1",
        "2001:db8::1:1:1:1:1,                      2001:db8:0:1:1:1:1:1",
        "2001:0:0:1:0:0:0:1,                       2001:0:0:1::1",
        "2001:db8:aaaa:bbbb:cccc:dddd:eeee:AAAA,   2001:db8:aaaa:bbbb:cccc:dddd:eeee:aaaa",
        "1:0:0:0:0:0:0:0,                          1::",
        "1:2:3:4:5:6:7::,                          1:2:3:4:5:6:7:0",
        "::2:3:4:5:6:7:8,                          0:2:3:4:5:6:7:8",
        "0:0:1:0:0:1:0:0,                          ::1:0:0:1:0:0",
        "fe80::0001,                               fe80::1",
        "64:ff9b::192.0.2.33,                      64:ff9b::c000:221",
        "::13.1.68.3,                              ::d01:4403",
        "1:2:3:4:5:6:192.0.2.33,                   1:2:3:4:5:6:c000:221",
        "::ffff:1.2.3.4,                           1.2.3.4",
        "::FFFF:129.144.52.38,                     129.144.52.38",
        "::ffff:c000:0201,                         192.0.2.1",
        "0:0:0:0:0:ffff:1.2.3.4,                   1.2.3.4",
        "::fffe:1.2.3.4,                           ::fffe:102:304",
        "1::ffff:1.2.3.4,                          1::ffff:102:304",
        "ffff:ffff:ffff:ffff:ffff:ffff:255.255.255.255, ffff:ffff:ffff:ffff:ffff:ffff:ffff:ffff",
    })
    void address_has_one_canonical_text(String text, String canonical) {
        assertThat(IpAddress.parse(text)).map(IpAddress::toString).contains(canonical);
        assertThat(IpAddress.parse(canonical)).isEqualTo(IpAddress.parse(text));
    }

    /** {@code .:1} is among these: the JDK's resolver would ask DNS for it. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                ".",
                ":",
                "1",
                "1.2",
                "1.2.3",
                "1.2.3.4.",
                ".1.2.3.4",
                "1.2.3.4.5",
                "1..2.3",
                "999.1.1.1",
                "256.0.0.1",
                "01.2.3.4",
                "1.2.3.04",
                "00.0.0.0",
                "0x7f.1",
                "0x7f.0.0.1",
                "2130706433",
                "1.2.3.4 ",
                " 1.2.3.4",
                "1.2.3.4\n",
                "-1.2.3.4",
                "+1.2.3.4",
                "1.2.3.4:80",
                "1.2.3.4/8",
                "١.٢.٣.٤",
                "1.2.3.a",
                "localhost",
                "example.org",
                "dead.beef",
                "::1%eth0",
                "fe80::1%1",
                "[::1]",
                "[::1]:80",
                "::1/128",
                ".:1",
                ":.",
                "1:2",
                ":::",
                "::::",
                "1::2::3",
                "1:",
                ":1",
                ":1::",
                "::1:",
                "1:2:3:4:5:6:7",
                "1:2:3:4:5:6:7:8:9",
                "1:2:3:4:5:6:7:8::",
                "::1:2:3:4:5:6:7:8",
                "1:2:3:4::5:6:7:8",
                "00001::",
                "g::",
                "::ffff:1.2.3",
                "::ffff:1.2.3.4.5",
                "::ffff:256.1.1.1",
                "::ffff:01.2.3.4",
                "1.2.3.4::",
                "::1.2.3.4:1",
                "1.2.3.4:ffff::",
                "1:2:3:4:5:6:7:1.2.3.4",
                "1:2:3:4:5:1.2.3.4",
                "0x1::",
                "::-1",
                "cafe",
                "a:b:c"
            })
    void other_text_is_no_address(String text) {
        assertThat(IpAddress.parse(text)).isEmpty();
    }

    @Test
    void long_text_is_no_address() {
        assertThat(IpAddress.parse("1".repeat(10_000))).isEmpty();
        assertThat(IpAddress.parse("1.".repeat(5_000))).isEmpty();
        assertThat(IpAddress.parse(":".repeat(10_000))).isEmpty();
        assertThat(IpAddress.parse("1:".repeat(5_000))).isEmpty();
        assertThat(IpAddress.parse("::" + "0".repeat(10_000))).isEmpty();
    }

    @Property
    void canonical_text_is_read_as_the_same_address(@ForAll @Size(8) int[] numbers) {
        String[] groups = new String[8];
        for (int i = 0; i < 8; i++) {
            // many zeros, for the sake of the runs
            groups[i] = Integer.toHexString((numbers[i] & 1) == 0 ? 0 : numbers[i] >>> 16);
        }
        IpAddress address = IpAddress.parse(String.join(":", groups)).orElseThrow();

        assertThat(IpAddress.parse(address.toString()))
                .contains(address)
                .hasValueSatisfying(again -> assertThat(again.toString()).isEqualTo(address.toString()));
    }

    @Property(tries = 5_000)
    void any_text_of_its_alphabet_is_an_address_or_none(
            @ForAll @StringLength(max = 46) @CharRange(from = '0', to = ':') @CharRange(from = '.', to = '.')
                    String text) {
        IpAddress.parse(text)
                .ifPresent(address ->
                        assertThat(IpAddress.parse(address.toString())).contains(address));
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.255,          32, 192.0.2.255",
        "192.0.2.255,          25, 192.0.2.128",
        "192.0.2.255,          24, 192.0.2.0",
        "192.0.2.255,           1, 128.0.0.0",
        "192.0.2.255,           0, 0.0.0.0",
        "2001:db8:1:2:3:4:5:6, 64, 2001:db8:1:2::",
        "2001:db8:1:2:3:4:5:6,127, 2001:db8:1:2:3:4:5:6",
        "2001:db8:1:2:3:4:5:7,127, 2001:db8:1:2:3:4:5:6",
        "ffff::,                3, e000::",
    })
    void masking_clears_the_bits_behind_the_prefix(String text, int prefix, String masked) {
        assertThat(IpAddress.parse(text).orElseThrow().masked(prefix)).hasToString(masked);
    }

    @Test
    void mapped_and_plain_address_are_the_same() {
        assertThat(IpAddress.parse("::ffff:192.0.2.1"))
                .isEqualTo(IpAddress.parse("192.0.2.1"))
                .hasValueSatisfying(address -> assertThat(address.bits()).isEqualTo(32))
                .hasSameHashCodeAs(IpAddress.parse("192.0.2.1"));
        assertThat(IpAddress.parse("::1").orElseThrow().bits()).isEqualTo(128);
    }
}
