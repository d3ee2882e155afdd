package dev.sojourn.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Map;

/** Users of a Memcached, in files of its own and not in the machine's. */
final class Sasl {

    private Sasl() {}

    /** Writes the user down; answers what the server's environment needs to find it. */
    static Map<String, String> configure(Folder folder, String user, String password) {
        Path program = Installed.require("saslpasswd2", "sasl2-bin and libsasl2-modules");
        Path users = folder.file("sasldb2");
        folder.write("memcached.conf", List.of("mech_list: plain", "pwcheck_method: auxprop", "sasldb_path: " + users));
        try {
            Process process = new ProcessBuilder(
                            program.toString(), "-p", "-c", "-a", "memcached", "-f", users.toString(), user)
                    .redirectErrorStream(true)
                    .start();
            process.getOutputStream().write(password.getBytes(StandardCharsets.UTF_8));
            process.getOutputStream().close();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
            if (process.waitFor() != 0) {
                throw new IllegalStateException("saslpasswd2: " + said);
            }
            // The server runs as nobody where it is started by root.
            Files.setPosixFilePermissions(folder.path(), PosixFilePermissions.fromString("rwxr-xr-x"));
            Files.setPosixFilePermissions(users, PosixFilePermissions.fromString("rw-r--r--"));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
        return Map.of("SASL_CONF_PATH", folder.path().toString());
    }
}
