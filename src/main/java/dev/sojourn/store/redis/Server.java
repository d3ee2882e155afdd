package dev.sojourn.store.redis;

import dev.sojourn.store.guard.Guard;
import java.util.List;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The servers, behind the guard. Safe for many threads. */
final class Server {

    private final Wire wire;
    private final Guard guard;

    Server(Wire wire, Guard guard) {
        this.wire = wire;
        this.guard = guard;
    }

    /** One trip; an error that a server answered stands among the answers as the exception. */
    List<Object> send(List<? extends Command> commands) {
        return commands.isEmpty() ? List.of() : guard.trip(left -> wire.send(commands, left));
    }

    /** One trip with one command. */
    @Nullable
    Object send(Command command) {
        return send(List.of(command)).get(0);
    }

    /** One trip to every master. */
    List<Object> sendToMasters(Command command) {
        return guard.trip(left -> wire.sendToMasters(command, left));
    }

    <T extends @Nullable Object> T operation(Supplier<T> work) {
        return guard.operation(work);
    }

    boolean cluster() {
        return wire.cluster();
    }

    void close() {
        wire.close();
    }
}
