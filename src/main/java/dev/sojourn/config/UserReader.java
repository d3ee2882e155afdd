package dev.sojourn.config;

import dev.sojourn.config.UserSettings.Account;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/** Reads the built-in accounts. */
final class UserReader {

    private static final String ADMINISTRATOR = "admin";
    private static final String ADMINISTRATOR_ROLE = "sojourn-admin";

    private final Values values;

    UserReader(Values values) {
        this.values = values;
    }

    UserSettings read() {
        Map<String, Account> accounts = new LinkedHashMap<>();
        for (String name : values.get(Keys.USERS)) {
            if (accounts.put(name, account(name)) != null) {
                values.refuse(Keys.USERS, name, "every account once");
            }
        }
        return new UserSettings(accounts);
    }

    private Account account(String name) {
        Key<String> key = Keys.USER_PASSWORD.of(name);
        String password = values.given(key);
        if (password != null && Passwords.isPlain(password) && !values.dev()) {
            values.refuse(key, password, "no plain password outside the profile dev: " + Passwords.TYPE.allowed());
        }
        List<String> roles = values.given(Keys.USER_ROLES.of(name));
        if (roles != null) {
            return new Account(password, Set.copyOf(roles));
        }
        return new Account(password, name.equals(ADMINISTRATOR) ? Set.of(ADMINISTRATOR_ROLE) : Set.of());
    }
}
