package dev.sojourn.docs;

import dev.sojourn.Device;
import dev.sojourn.DeviceParser;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Produces;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import java.util.Set;

/** Parts of an application in the place of Sojourn's. */
public class Replacements {

    private Replacements() {}

    // docs:begin
    @ApplicationScoped
    public static class Parts {

        @Produces
        @ApplicationScoped
        DeviceParser devices() {
            return header -> Device.UNKNOWN; // this site keeps no labels of devices
        }
    }
    // docs:end

    // docs:begin
    @ApplicationScoped
    public static class Accounts implements IdentityStore {

        public CredentialValidationResult validate(UsernamePasswordCredential given) {
            boolean right = given.compareTo("alice", "correct horse"); // ask your database instead
            return right
                    ? new CredentialValidationResult("alice", Set.of("customer"))
                    : CredentialValidationResult.INVALID_RESULT;
        }
    }
    // docs:end
}
