package dev.sojourn.store.redis;

import java.util.ArrayList;
import java.util.List;
import redis.clients.jedis.exceptions.JedisNoScriptException;

/** Commands over one connection. A server that does not know a script, because it was started anew, gets it in full. */
record Trip(Link link) {

    List<Object> run(List<? extends Command> commands, Deadline deadline) {
        return complete(commands, link.exchange(commands, deadline), deadline);
    }

    /** Sends again what needs a script in full, and what reads after that. */
    List<Object> complete(List<? extends Command> commands, List<Object> replies, Deadline deadline) {
        List<Command> missing = new ArrayList<>();
        List<Integer> places = new ArrayList<>();
        for (int i = 0; i < commands.size(); i++) {
            Command command = commands.get(i);
            boolean unknown = replies.get(i) instanceof JedisNoScriptException;
            if (unknown || (!missing.isEmpty() && !command.writes())) {
                missing.add(unknown ? command.inFull() : command);
                places.add(i);
            }
        }
        if (missing.isEmpty()) {
            return replies;
        }
        List<Object> found = link.exchange(missing, deadline);
        List<Object> whole = new ArrayList<>(replies);
        for (int i = 0; i < found.size(); i++) {
            whole.set(places.get(i), found.get(i));
        }
        return whole;
    }
}
