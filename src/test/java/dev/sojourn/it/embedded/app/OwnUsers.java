package dev.sojourn.it.embedded.app;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** The application's own identity store: the password of everybody whose name begins with {@code shopper} is the name backwards. */
@ApplicationScoped
public class OwnUsers implements IdentityStore {

    /** Called by Jakarta Security. */
    public CredentialValidationResult validate(UsernamePasswordCredential given) {
        String name = given.getCaller();
        return name.startsWith("shopper") && given.compareTo(name, passwordOf(name))
                ? new CredentialValidationResult(name, Set.of("shopper"))
                : CredentialValidationResult.INVALID_RESULT;
    }

    /** The right password. */
    public static String passwordOf(String name) {
        return new StringBuilder(name).reverse().toString();
    }
}
