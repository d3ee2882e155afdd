package dev.sojourn.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.store.Bytes;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a session was seen with, and how it hides from releases that know nothing of it. */
class SeenTest {

    private static final int SHA_256 = 32;

    @Test
    void sessionSeenWithOthers_isReadAsItWasWritten() {
        Seen seen = Seen.NONE.withAddress(1).withAddress(-2).withAgent(Long.MIN_VALUE);
        for (SessionBody body : List.of(Samples.typicalSession(), Samples.fullSession())) {
            SessionBody told = body.withSeen(seen);
            assertThat(SessionBodyCodec.decode(SessionBodyCodec.encode(told))).isEqualTo(told);
        }
    }

    @Test
    void part_neverHasTheLengthOfAHash() {
        Seen seen = Seen.NONE;
        for (int i = 0; i < Seen.MOST + 5; i++) {
            seen = seen.withAddress(i).withAgent(-i);
            assertThat(SeenCodec.parts(seen))
                    .hasSize(2)
                    .extracting(Bytes::length)
                    .allSatisfy(length -> assertThat(length).isNotEqualTo(SHA_256));
        }
        assertThat(seen.addresses()).hasSize(Seen.MOST).startsWith(Seen.MOST + 4L);
    }

    @Test
    void hashOfASecret_isNeverAPart() {
        var letters = new byte[] {'a', 'u'};
        for (byte letter : letters) {
            var hash = new byte[SHA_256];
            hash[0] = letter;
            assertThat(new SeenCodec.Reader().takes(Bytes.copyOf(hash))).isFalse();
        }
        assertThat(new SeenCodec.Reader().takes(Bytes.EMPTY)).isFalse();
    }

    @Test
    void digest_differsFromSessionToSession() {
        var digests = new ArrayList<Long>();
        for (String session : List.of("one", "two")) {
            for (String value : List.of("192.0.2.1", "192.0.2.2")) {
                digests.add(Seen.digest(session, value));
            }
        }
        assertThat(digests).doesNotHaveDuplicates();
        assertThat(Seen.digest("one", "192.0.2.1")).isEqualTo(digests.get(0));
    }

    @Test
    void newClient_forgetsWhatTheOldOneWasSeenWith() {
        SessionBody body = Samples.typicalSession().withSeen(Seen.NONE.withAddress(1));
        assertThat(body.withClient(body.client()).seen()).isEqualTo(Seen.NONE);
        assertThat(body.withRoles(body.roles()).seen()).isEqualTo(body.seen());
    }
}
