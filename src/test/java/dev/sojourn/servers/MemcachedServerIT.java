package dev.sojourn.servers;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.Test;

class MemcachedServerIT extends ServerContract<MemcachedServer> {

    private static final int AUTH_ERROR = 0x20;

    @Override
    protected MemcachedServer open() {
        return MemcachedServer.start();
    }

    @Override
    protected void talk(MemcachedServer running) {
        assertThat(running.version()).matches("\\d+\\.\\d+\\.\\d+");
    }

    @Test
    void shared_server_is_empty_each_time() {
        MemcachedServer.shared();

        assertThat(MemcachedServer.shared().statistics()).containsKey("cmd_flush");
    }

    @Test
    void user_is_asked_for_name_and_password() throws Exception {
        try (MemcachedServer guarded =
                MemcachedServer.with().user("app", "secret").start()) {
            assertThat(status(guarded, "secret")).isZero();
            assertThat(status(guarded, "wrong")).isEqualTo(AUTH_ERROR);
        }
    }

    /** The status of the answer to SASL's PLAIN in the binary protocol. */
    private static int status(MemcachedServer server, String password) throws IOException {
        byte[] mechanism = "PLAIN".getBytes(StandardCharsets.US_ASCII);
        byte[] value = ("\0app\0" + password).getBytes(StandardCharsets.US_ASCII);
        try (Socket socket = new Socket("localhost", server.port())) {
            socket.setSoTimeout(10_000);
            var out = new DataOutputStream(socket.getOutputStream());
            out.writeByte(0x80);
            out.writeByte(0x21);
            out.writeShort(mechanism.length);
            out.writeInt(0);
            out.writeInt(mechanism.length + value.length);
            out.write(new byte[12]);
            out.write(mechanism);
            out.write(value);
            out.flush();
            var in = new DataInputStream(socket.getInputStream());
            in.readNBytes(6);
            return in.readUnsignedShort();
        }
    }
}
