package dev.sojourn.codec;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.store.StoredRecord;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** What is written is read back as it was. */
class CodecRoundTripTest {

    @Property
    void record_written_isReadAsItWas(@ForAll("records") StoredRecord record) {
        assertThat(RecordCodec.decode(RecordCodec.encode(record))).isEqualTo(record);
    }

    @Property
    void content_written_isReadAsItWasUnderItsKey(@ForAll("records") StoredRecord record) {
        assertThat(RecordCodec.decode(record.key(), RecordCodec.encodeContent(record)))
                .isEqualTo(record);
    }

    @Property
    void userAgent_shortened_isRestored(@ForAll("userAgents") String text) {
        byte[] coded = UserAgents.shorten(text);
        if (coded != null) {
            assertThat(coded).hasSizeLessThan(text.length());
            assertThat(UserAgents.restored(coded)).isEqualTo(text);
        }
    }

    @Property
    void sessionBody_written_isReadAsItWas(@ForAll("sessions") SessionBody body) {
        assertThat(SessionBodyCodec.decode(SessionBodyCodec.encode(body))).isEqualTo(body);
    }

    @Property
    void principalBody_written_isReadAsItWas(@ForAll("principals") PrincipalBody body) {
        assertThat(PrincipalBodyCodec.decode(PrincipalBodyCodec.encode(body))).isEqualTo(body);
    }

    @Property
    void attemptsBody_written_isReadAsItWas(@ForAll("attempts") AttemptsBody body) {
        assertThat(AttemptsBodyCodec.decode(AttemptsBodyCodec.encode(body))).isEqualTo(body);
    }

    @Provide
    Arbitrary<StoredRecord> records() {
        return CodecArbitraries.records();
    }

    @Provide
    Arbitrary<String> userAgents() {
        return CodecArbitraries.userAgents();
    }

    @Provide
    Arbitrary<SessionBody> sessions() {
        return CodecArbitraries.sessions();
    }

    @Provide
    Arbitrary<PrincipalBody> principals() {
        return CodecArbitraries.principals();
    }

    @Provide
    Arbitrary<AttemptsBody> attempts() {
        return CodecArbitraries.attempts();
    }
}
