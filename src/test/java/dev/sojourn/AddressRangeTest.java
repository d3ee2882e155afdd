package dev.sojourn;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AddressRangeTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1,             192.0.2.1/32",
        "192.0.2.1/24,          192.0.2.0/24",
        "192.0.2.1/0,           0.0.0.0/0",
        "2001:db8::1,           2001:db8::1/128",
        "2001:DB8:1::1/32,      2001:db8::/32",
        "::/0,                  ::/0",
        "::ffff:192.0.2.1,      192.0.2.1/32",
        "::ffff:192.0.2.1/120,  192.0.2.0/24",
        "::ffff:192.0.2.1/96,   0.0.0.0/0",
    })
    void range_begins_at_its_first_address(String text, String canonical) {
        assertThat(AddressRange.parse(text)).map(AddressRange::toString).contains(canonical);
        assertThat(AddressRange.parse(canonical)).isEqualTo(AddressRange.parse(text));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "/",
                "/8",
                "10.0.0.0/",
                "10.0.0.0/33",
                "10.0.0.0/-1",
                "10.0.0.0/+8",
                "10.0.0.0/8/8",
                "10.0.0.0/ 8",
                "10.0.0.0/8 ",
                "10.0.0.0/255.0.0.0",
                "10.0.0.0/٨",
                "10.0.0.0/9999999999",
                "10/8",
                "10.0.0/8",
                "::/129",
                "::1%eth0/64",
                "[::]/0",
                "::ffff:10.0.0.0/95",
                "::ffff:10.0.0.0/8",
                "::ffff:10.0.0.0/129",
                "example.org/8",
                "localhost"
            })
    void other_text_is_no_range(String text) {
        assertThat(AddressRange.parse(text)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "10.0.0.0/8,        10.255.255.255,      true",
        "10.0.0.0/8,        ::ffff:10.1.1.1,     true",
        "10.0.0.0/8,        11.0.0.0,            false",
        "10.0.0.0/8,        ::10.1.1.1,          false",
        "0.0.0.0/0,         255.255.255.255,     true",
        "0.0.0.0/0,         ::1,                 false",
        "::/0,              fe80::1,             true",
        "::/0,              10.0.0.1,            false",
        "192.0.2.1,         192.0.2.1,           true",
        "192.0.2.1,         192.0.2.2,           false",
        "192.0.2.128/25,    192.0.2.127,         false",
        "192.0.2.128/25,    192.0.2.128,         true",
        "2001:db8::/33,     2001:db8:7fff::1,    true",
        "2001:db8::/33,     2001:db8:8000::,     false",
    })
    void range_contains_its_own_family_only(String range, String address, boolean contains) {
        assertThat(AddressRange.parse(range)
                        .orElseThrow()
                        .contains(IpAddress.parse(address).orElseThrow()))
                .isEqualTo(contains);
    }

    @Test
    void prefix_beyond_the_address_is_refused() {
        IpAddress address = IpAddress.parse("10.0.0.1").orElseThrow();

        assertThatIllegalArgumentException().isThrownBy(() -> new AddressRange(address, 33));
        assertThatIllegalArgumentException().isThrownBy(() -> new AddressRange(address, -1));
        assertThat(new AddressRange(address, 8)).hasToString("10.0.0.0/8");
    }
}
