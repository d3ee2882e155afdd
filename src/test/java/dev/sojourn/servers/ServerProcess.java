package dev.sojourn.servers;

import java.io.File;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.BooleanSupplier;
import java.util.stream.Stream;
import org.awaitility.Awaitility;

/** One running process of a server, known by its handle. It ends at {@link #kill}, and at the latest with the JVM. */
final class ServerProcess implements AutoCloseable {

    private static final Duration START = Duration.ofSeconds(60);
    private final Process process;

    private ServerProcess(Process process) {
        this.process = process;
    }

    /**
     * Starts a server and waits until it is ready. When it does not become ready, it is ended before this throws.
     *
     * @param log where its output goes, in its folder
     * @param ready asked again and again; an exception means no
     */
    static ServerProcess start(
            List<String> command, Map<String, String> environment, Folder folder, String log, BooleanSupplier ready) {
        ProcessBuilder builder = new ProcessBuilder(command)
                .directory(folder.path().toFile())
                .redirectErrorStream(true)
                .redirectInput(new File("/dev/null"))
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(folder.file(log).toFile()));
        builder.environment().putAll(environment);
        ServerProcess started;
        try {
            started = new ServerProcess(builder.start());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        Leftovers.add(started);
        try {
            await(() -> !started.process.isAlive() || ready.getAsBoolean());
            if (!started.process.isAlive()) {
                throw new IllegalStateException(command.get(0) + " ended at once with " + started.process.exitValue());
            }
            return started;
        } catch (RuntimeException notReady) {
            started.close();
            throw new IllegalStateException(command + " did not start:\n" + folder.tail(log), notReady);
        }
    }

    /** Runs a program to its end, which has to be a good one. */
    static void run(List<String> command, Folder folder, String log) {
        try {
            Process process = new ProcessBuilder(command)
                    .directory(folder.path().toFile())
                    .redirectErrorStream(true)
                    .redirectInput(new File("/dev/null"))
                    .redirectOutput(
                            ProcessBuilder.Redirect.appendTo(folder.file(log).toFile()))
                    .start();
            if (!process.waitFor(START.toSeconds(), TimeUnit.SECONDS)) {
                process.descendants().forEach(ProcessHandle::destroyForcibly);
                process.destroyForcibly();
            }
            if (process.waitFor() != 0) {
                throw new IllegalStateException(
                        command + " ended with " + process.exitValue() + ":\n" + folder.tail(log));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    static void await(BooleanSupplier ready) {
        Awaitility.await()
                .atMost(START)
                .pollDelay(Duration.ZERO)
                .pollInterval(Duration.ofMillis(10))
                .ignoreExceptions()
                .until(ready::getAsBoolean);
    }

    /** Stops it where it is (SIGSTOP), with its children: its connections stay, and nobody answers. */
    void freeze() {
        signal("-STOP");
    }

    /** Lets it go on (SIGCONT). */
    void resume() {
        signal("-CONT");
    }

    long pid() {
        return process.pid();
    }

    /** Ends it at once (SIGKILL), with its children; does nothing when it is gone. */
    void kill() {
        List<ProcessHandle> family = family();
        family.forEach(ProcessHandle::destroyForcibly);
        await(() -> family.stream().noneMatch(ProcessHandle::isAlive));
        Leftovers.remove(this);
    }

    /** The process itself first, so that it starts no more children while they are ended. */
    private List<ProcessHandle> family() {
        return Stream.concat(Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    private void signal(String signal) {
        List<String> command = new ArrayList<>(List.of("kill", signal));
        family().forEach(one -> command.add(Long.toString(one.pid())));
        try {
            new ProcessBuilder(command).inheritIO().start().waitFor();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }

    @Override
    public void close() {
        kill();
    }
}
