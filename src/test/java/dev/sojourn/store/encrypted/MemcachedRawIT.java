package dev.sojourn.store.encrypted;

import dev.sojourn.servers.MemcachedServer;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.memcached.MemcachedOptions;
import dev.sojourn.store.memcached.MemcachedStores;
import dev.sojourn.store.memcached.ServerAddress;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.time.Clock;
import java.time.Duration;
import java.util.List;

/** By the list of all keys that the server's crawler gives, and what stands under each. */
class MemcachedRawIT extends RawStorageContract {

    private final MemcachedServer server = MemcachedServer.shared();

    @Override
    SessionStore open(Clock time) {
        return MemcachedStores.open(
                new MemcachedOptions(
                        List.of(new ServerAddress("127.0.0.1", server.port())),
                        null,
                        null,
                        4,
                        Duration.ofSeconds(20),
                        "raw:"),
                time);
    }

    @Override
    String raw() throws IOException {
        var all = new StringBuilder();
        for (String line : ask("lru_crawler metadump all\r\n").lines().toList()) {
            if (line.startsWith("key=")) {
                String key = URLDecoder.decode(line.substring(4, line.indexOf(' ')), StandardCharsets.ISO_8859_1);
                all.append(ask("get " + key + "\r\n"));
            }
        }
        return all.toString();
    }

    private String ask(String command) throws IOException {
        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), server.port())) {
            socket.getOutputStream().write(command.getBytes(StandardCharsets.ISO_8859_1));
            InputStream in = socket.getInputStream();
            var answer = new ByteArrayOutputStream();
            while (!answer.toString(StandardCharsets.ISO_8859_1).endsWith("END\r\n")) {
                int read = in.read();
                if (read < 0) {
                    break;
                }
                answer.write(read);
            }
            return answer.toString(StandardCharsets.ISO_8859_1);
        }
    }
}
