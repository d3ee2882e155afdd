package dev.sojourn.security;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

/** What checking a password costs, read off its hash. */
class HashCostTest {

    private static final String SALT = "AAAAAAAAAAAAAAAAAAAAAA==";
    private static final String HASH = "AAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAAA=";

    @Test
    void hash_ofJakartaSecurity_isRead() {
        assertThat(HashCost.of("PBKDF2WithHmacSHA256:2048:" + SALT + ":" + HASH))
                .contains(new HashCost("PBKDF2WithHmacSHA256", 16, 32, 2048));
    }

    @Test
    void otherTexts_haveNoCost() {
        assertThat(HashCost.of("")).isEmpty();
        assertThat(HashCost.of("plain:secret")).isEmpty();
        assertThat(HashCost.of("A:many:" + SALT + ":" + HASH)).isEmpty();
        assertThat(HashCost.of("A:1:!:" + HASH)).isEmpty();
    }

    @Test
    void onlyIterations_canBeMadeUpFor() {
        var cost = new HashCost("PBKDF2WithHmacSHA256", 16, 32, 2048);
        assertThat(cost.comparable(cost.times(600_000))).isTrue();
        assertThat(cost.comparable(new HashCost("PBKDF2WithHmacSHA512", 16, 32, 2048)))
                .isFalse();
        assertThat(cost.comparable(new HashCost("PBKDF2WithHmacSHA256", 16, 64, 2048)))
                .isFalse();
    }

    @Test
    void hashOfACost_hasThatCost() {
        var cost = new HashCost("PBKDF2WithHmacSHA256", 16, 32, 598_000);
        assertThat(HashCost.of(cost.hash(new byte[16], new byte[32]))).contains(cost);
    }
}
