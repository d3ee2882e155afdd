package dev.sojourn.store.redis;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.SocketTimeoutException;
import java.net.UnknownHostException;

/**
 * A socket that is read until a moment and no longer, however the bytes trickle in; a socket's own timeout begins anew with each of them. For one
 * thread at a time.
 */
final class DeadlineSocket extends Socket {

    private Deadline deadline;

    DeadlineSocket(Deadline deadline) {
        this.deadline = deadline;
    }

    void deadline(Deadline next) {
        deadline = next;
    }

    void connect(RedisNode node) throws IOException {
        var address = new InetSocketAddress(node.host(), node.port());
        if (address.isUnresolved()) {
            throw new UnknownHostException(node.host());
        }
        connect(address, leftOrThrow());
        setTcpNoDelay(true);
        setKeepAlive(true);
    }

    @Override
    public InputStream getInputStream() throws IOException {
        return new FilterInputStream(super.getInputStream()) {
            @Override
            public int read() throws IOException {
                setSoTimeout(leftOrThrow());
                return super.read();
            }

            @Override
            public int read(byte[] into, int from, int length) throws IOException {
                setSoTimeout(leftOrThrow());
                return super.read(into, from, length);
            }
        };
    }

    private int leftOrThrow() throws SocketTimeoutException {
        int left = deadline.millis();
        if (left == 0) {
            throw new SocketTimeoutException("the time is up");
        }
        return left;
    }
}
