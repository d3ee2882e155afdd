package dev.sojourn.store.redis;

import java.time.Duration;
import java.util.List;

/** Carries commands to wherever the records are. Safe for many threads. */
interface Wire extends AutoCloseable {

    /**
     * One trip: sends all of them, then reads their answers.
     *
     * @param left how long it may take
     * @return the answers in the order of the commands; an error that the server answered stands among them as the exception; null for none
     * @throws dev.sojourn.StorageUnavailableException when nothing was sent, or nothing that writes
     * @throws dev.sojourn.StorageTimeoutException when commands were sent and their answers did not come
     */
    List<Object> send(List<? extends Command> commands, Duration left);

    /** Whether scripts may touch one bucket only. */
    boolean cluster();

    /** To every master, the answers in an order that stays the same while the masters do. */
    List<Object> sendToMasters(Command command, Duration left);

    @Override
    void close();
}
