package dev.sojourn.store.encrypted;

import dev.sojourn.codec.UnreadableRecordException;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.EventChannel;
import java.util.List;
import java.util.function.Consumer;

/** A channel of encrypted messages. One that cannot be read is left out: it is of a node with other keys, or of nobody. */
final class EncryptedChannel implements EventChannel {

    private static final Log LOG = Log.of(EncryptedChannel.class);

    private final EventChannel plain;
    private final RecordCipher cipher;

    EncryptedChannel(EventChannel plain, RecordCipher cipher) {
        this.plain = plain;
        this.cipher = cipher;
    }

    @Override
    public void send(List<Bytes> messages) {
        plain.send(messages.stream().map(cipher::sealMessage).toList());
    }

    @Override
    public Listening listening() {
        Listening listening = plain.listening();
        return new Listening() {
            @Override
            public void receive(Runnable ready, Consumer<Bytes> receiver) {
                listening.receive(ready, message -> {
                    try {
                        receiver.accept(cipher.openMessage(message));
                    } catch (UnreadableRecordException unreadable) {
                        LOG.because(unreadable, Message.SEALED_MESSAGE_LEFT_OUT);
                    }
                });
            }

            @Override
            public void close() {
                listening.close();
            }
        };
    }
}
