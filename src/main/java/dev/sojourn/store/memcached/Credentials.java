package dev.sojourn.store.memcached;

import java.nio.charset.StandardCharsets;
import java.util.concurrent.CountDownLatch;
import net.rubyeye.xmemcached.command.Command;
import net.rubyeye.xmemcached.command.binary.BinaryAuthStartCommand;

/** A user name and a password for SASL. */
final class Credentials {

    /** The one mechanism that every memcached with SASL has, and that needs a single trip. */
    private static final String MECHANISM = "PLAIN";

    private final byte[] initialResponse;

    Credentials(String username, String password) {
        this.initialResponse = ("\0" + username + "\0" + password).getBytes(StandardCharsets.UTF_8);
    }

    /** A new command that signs its connection in. */
    Command command() {
        return new BinaryAuthStartCommand(
                MECHANISM, MECHANISM.getBytes(StandardCharsets.US_ASCII), new CountDownLatch(1), initialResponse);
    }
}
