package dev.sojourn.codec;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.sojourn.EndReason;
import dev.sojourn.SessionKey;
import dev.sojourn.codec.PrincipalRevocation.Spared;
import dev.sojourn.codec.SessionBody.Ending;
import dev.sojourn.codec.SessionRevocation.Retired;
import dev.sojourn.store.Bytes;
import java.time.Instant;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** The bytes of format 1 of cookies and of the denylist: never changed, because cookies outlive a release. */
class CookieFormatTest {

    private static final Instant AT = Instant.parse("2026-01-05T10:00:00.123Z");
    private static final SessionKey KEY = new SessionKey("AAECAwQFBgcICQoLDA0ODw");

    private static final CookieState COOKIE = new CookieState(
            KEY, 3, 1_700_000_000_000L, "alice", null, AT, AT.plusSeconds(90), Samples.typicalSession());
    private static final SessionRevocation ROTATED =
            new SessionRevocation(2, List.of(new Retired(AT.plusSeconds(1), true), new Retired(AT, false)), null);
    private static final SessionRevocation ENDED =
            new SessionRevocation(0, List.of(), new Ending(EndReason.LOGOUT, AT));
    private static final PrincipalRevocation ALL =
            new PrincipalRevocation(1_700_000_000_000L, EndReason.ACCOUNT, AT, new Spared(KEY.value(), 7));

    private static String hex(byte[] bytes) {
        return HexFormat.of().formatHex(bytes);
    }

    @Test
    void cookie_isReadAsItWasWritten() {
        byte[] bytes = CookieStateCodec.encode(COOKIE);
        assertThat(CookieStateCodec.decode(bytes)).isEqualTo(COOKIE);
        assertThat(hex(bytes))
                .startsWith(
                        "01c410000102030405060708090a0b0c0d0e0f03cf0000018bcfe56800a5616c696365c0cf0000019b8d99697b");
    }

    @Test
    void revocations_haveTheirBytes() {
        assertThat(hex(RevocationCodec.encode(ROTATED).toArray()))
                .isEqualTo("010292cf0000019b8d996d63c3cf0000019b8d99697bc2c0");
        assertThat(hex(RevocationCodec.encode(ENDED).toArray())).isEqualTo("01009000cf0000019b8d99697b");
        assertThat(hex(RevocationCodec.encode(ALL).toArray()))
                .isEqualTo("01cf0000018bcfe5680008cf0000019b8d99697bc410000102030405060708090a0b0c0d0e0f07");
    }

    @Test
    void revocations_areReadAsTheyWereWritten() {
        assertThat(RevocationCodec.session(RevocationCodec.encode(ROTATED))).isEqualTo(ROTATED);
        assertThat(RevocationCodec.session(RevocationCodec.encode(ENDED))).isEqualTo(ENDED);
        assertThat(RevocationCodec.principal(RevocationCodec.encode(ALL))).isEqualTo(ALL);
        var nobody = new PrincipalRevocation(1, EndReason.ADMIN, AT, null);
        assertThat(RevocationCodec.principal(RevocationCodec.encode(nobody))).isEqualTo(nobody);
    }

    @Test
    void otherBytes_areRefused() {
        var random = new Random(8);
        byte[] cookie = CookieStateCodec.encode(COOKIE);
        for (int i = 0; i < cookie.length; i++) {
            byte[] cut = Arrays.copyOf(cookie, i);
            assertThatThrownBy(() -> CookieStateCodec.decode(cut)).isInstanceOf(UnreadableRecordException.class);
        }
        for (int i = 0; i < 2000; i++) {
            byte[] noise = new byte[random.nextInt(60)];
            random.nextBytes(noise);
            assertThatThrownBy(() -> CookieStateCodec.decode(noise)).isInstanceOf(UnreadableRecordException.class);
            assertThatThrownBy(() -> RevocationCodec.session(Bytes.copyOf(noise)))
                    .isInstanceOf(UnreadableRecordException.class);
            assertThatThrownBy(() -> RevocationCodec.principal(Bytes.copyOf(noise)))
                    .isInstanceOf(UnreadableRecordException.class);
        }
    }
}
