package dev.sojourn.servers;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Assumptions;

/** A file system of few megabytes, in memory. Only root may make one: for anybody else the test is skipped. */
public final class SmallDisk implements AutoCloseable {

    private final Folder folder = Folder.create("disk");
    private final Path path = folder.file("disk");

    private SmallDisk(int megabytes) {
        try {
            Files.createDirectory(path);
            mount("size=" + megabytes + "m");
            Leftovers.add(this);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (IllegalStateException notAllowed) {
            folder.close();
            Assumptions.abort(
                    "This test needs a small file system, which could not be mounted: " + notAllowed.getMessage());
        }
    }

    /** Mounts one. */
    public static SmallDisk of(int megabytes) {
        Assumptions.assumeTrue(Installed.asRoot(), "This test needs a small file system, which only root can mount.");
        return new SmallDisk(megabytes);
    }

    /** Its root folder. */
    public Path path() {
        return path;
    }

    /** Changes its size; what is there stays. */
    public void resize(int megabytes) {
        mount("remount,size=" + megabytes + "m");
    }

    private void mount(String options) {
        ServerProcess.run(
                List.of("mount", "-t", "tmpfs", "-o", options, "tmpfs", path.toString()), folder, "mount.log");
    }

    /** To be called when nobody uses it any more. */
    @Override
    public void close() {
        ServerProcess.run(List.of("umount", path.toString()), folder, "mount.log");
        Leftovers.remove(this);
        folder.close();
    }
}
