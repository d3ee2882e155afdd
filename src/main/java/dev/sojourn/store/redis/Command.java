package dev.sojourn.store.redis;

import java.util.List;
import redis.clients.jedis.CommandArguments;
import redis.clients.jedis.Protocol;
import redis.clients.jedis.commands.ProtocolCommand;

/** What is sent to a server. */
sealed interface Command {

    /** Its words, as they are sent. */
    CommandArguments arguments();

    /** A key that tells which node of a Cluster it is for. */
    byte[] key();

    /** Whether it may change something. */
    boolean writes();

    /** The same, to be sent again because nobody knows whether it arrived. */
    default Command again() {
        return this;
    }

    /** The same for a server that does not know the script. */
    default Command inFull() {
        return this;
    }

    /** A command that reads. */
    record Read(ProtocolCommand verb, List<byte[]> keys, List<byte[]> rest) implements Command {

        static Read of(ProtocolCommand verb, byte[] key, byte[]... rest) {
            return new Read(verb, List.of(key), List.of(rest));
        }

        @Override
        public CommandArguments arguments() {
            var words = new CommandArguments(verb);
            keys.forEach(words::key);
            rest.forEach(words::add);
            return words;
        }

        @Override
        public byte[] key() {
            return keys.get(0);
        }

        @Override
        public boolean writes() {
            return false;
        }
    }

    /**
     * A script with its keys and arguments, named by its digest.
     *
     * @param full to be sent as a whole
     */
    record Call(Script script, List<byte[]> keys, List<byte[]> rest, boolean full) implements Command {

        static Call of(Script script, List<byte[]> keys, List<byte[]> rest) {
            return new Call(script, keys, rest, false);
        }

        @Override
        public CommandArguments arguments() {
            var words = new CommandArguments(full ? Protocol.Command.EVAL : Protocol.Command.EVALSHA)
                    .add(full ? script.source() : script.digest())
                    .add(keys.size());
            keys.forEach(words::key);
            rest.forEach(words::add);
            return words;
        }

        @Override
        public byte[] key() {
            return keys.get(0);
        }

        @Override
        public boolean writes() {
            return script.writes();
        }

        @Override
        public Command again() {
            return new Call(script, keys, script.again(rest), full);
        }

        @Override
        public Command inFull() {
            return new Call(script, keys, rest, true);
        }
    }
}
