package dev.sojourn;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AddressPrivacyTest {

    @ParameterizedTest
    @CsvSource({
        "192.0.2.255, 192.0.2.0",
        "255.255.255.255, 255.255.255.0",
        "0.0.0.0, 0.0.0.0",
        "::ffff:192.0.2.77, 192.0.2.0",
        "2001:db8:7:1:2:3:4:5, 2001:db8:7::",
        "::1, ::",
        "fe80::1, fe80::",
        "2001:db8:7::, 2001:db8:7::",
        "not an address,",
    })
    void masked_keepsTheNetwork(String address, String kept) {
        assertThat(AddressPrivacy.MASKED.applied(address)).isEqualTo(kept);
        assertThat(AddressPrivacy.MASKED.applied(AddressPrivacy.MASKED.applied(address)))
                .isEqualTo(kept);
    }

    @Test
    void full_keepsTheAddressAndNoneNothing() {
        var client = new ClientDetails("192.0.2.77", "curl", Device.UNKNOWN);
        assertThat(AddressPrivacy.FULL.applied(client)).isSameAs(client);
        assertThat(AddressPrivacy.NONE.applied(client)).isEqualTo(new ClientDetails(null, "curl", Device.UNKNOWN));
        assertThat(AddressPrivacy.MASKED.applied((String) null)).isNull();
        assertThat(AddressPrivacy.NONE.applied(ClientDetails.UNKNOWN)).isEqualTo(ClientDetails.UNKNOWN);
    }
}
