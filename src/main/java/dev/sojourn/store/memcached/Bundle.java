package dev.sojourn.store.memcached;

import com.google.code.yanf4j.buffer.IoBuffer;
import java.nio.ByteBuffer;
import java.util.List;
import net.rubyeye.xmemcached.command.Command;
import net.rubyeye.xmemcached.command.CommandType;
import net.rubyeye.xmemcached.impl.MemcachedTCPSession;

/** Commands that are written at once, so that they travel together, and are answered one by one. */
final class Bundle extends Command {

    private final List<Command> commands;

    Bundle(List<Command> commands) {
        // The type only has to be one of which xmemcached thinks nothing once it is sent.
        super(CommandType.NOOP);
        this.commands = List.copyOf(commands);
    }

    List<Command> commands() {
        return commands;
    }

    @Override
    public void encode() {
        commands.forEach(Command::encode);
        int length = commands.stream()
                .mapToInt(command -> command.getIoBuffer().remaining())
                .sum();
        IoBuffer all = IoBuffer.allocate(length);
        commands.forEach(command -> all.put(command.getIoBuffer().buf()));
        all.flip();
        setIoBuffer(all);
    }

    @Override
    public boolean decode(MemcachedTCPSession session, ByteBuffer buffer) {
        throw new IllegalStateException("its commands are answered one by one");
    }
}
