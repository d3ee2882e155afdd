package dev.sojourn.servers;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** A server of one process on this machine, with a folder and a port that it keeps over restarts. Whatever fails, both are gone with the JVM. */
abstract class LocalServer implements TestServer {

    private final Folder folder;
    private final int port;
    private @Nullable ServerProcess process;

    LocalServer(Folder folder, int port) {
        this.folder = folder;
        this.port = port;
    }

    /** Starts the process and waits until it can serve. */
    abstract ServerProcess launch();

    /** The first start, when everything that {@link #launch} needs is there. */
    final void begin() {
        try {
            process = launch();
        } catch (RuntimeException notStarted) {
            folder.close();
            throw notStarted;
        }
    }

    final Folder folder() {
        return folder;
    }

    /** Where it listens. */
    public final String host() {
        return "127.0.0.1";
    }

    @Override
    public final int port() {
        return port;
    }

    @Override
    public final long pid() {
        return process().pid();
    }

    @Override
    public final void freeze() {
        process().freeze();
    }

    @Override
    public final void resume() {
        process().resume();
    }

    @Override
    public final void kill() {
        process().kill();
    }

    @Override
    public final void restart() {
        kill();
        process = launch();
    }

    @Override
    public final void close() {
        ServerProcess running = process;
        if (running != null) {
            running.kill();
        }
        folder.close();
    }

    private ServerProcess process() {
        return Objects.requireNonNull(process, "not started");
    }
}
