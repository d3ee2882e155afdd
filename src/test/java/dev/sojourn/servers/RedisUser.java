package dev.sojourn.servers;

import java.util.List;

/**
 * Who may do what on Redis servers or Sentinels, whose default user then has the same password.
 *
 * @param rules such as {@code ~sojourn:* +@all}
 */
public record RedisUser(String name, String password, List<String> rules) {

    /** As a line of a configuration, after the word {@code user}. */
    String text() {
        return name + " on >" + password + " " + String.join(" ", rules);
    }
}
