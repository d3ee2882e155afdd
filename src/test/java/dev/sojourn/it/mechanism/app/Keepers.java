package dev.sojourn.it.mechanism.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** The application's identity store: keepers have the role {@code keeper}, guests have none; the password is the name backwards. */
@ApplicationScoped
public class Keepers implements IdentityStore {

    /** Called by Jakarta Security. */
    public CredentialValidationResult validate(UsernamePasswordCredential given) {
        String name = given.getCaller();
        boolean known = name.startsWith("keeper") || name.startsWith("guest");
        if (!known || !given.compareTo(name, passwordOf(name))) {
            return CredentialValidationResult.INVALID_RESULT;
        }
        return new CredentialValidationResult(name, name.startsWith("keeper") ? Set.of("keeper") : Set.of());
    }

    /** The right password. */
    public static String passwordOf(String name) {
        return new StringBuilder(name).reverse().toString();
    }
}
