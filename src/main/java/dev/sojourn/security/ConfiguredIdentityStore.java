package dev.sojourn.security;

import dev.sojourn.TokenSource;
import dev.sojourn.config.Settings;
import dev.sojourn.config.UserSettings.Account;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.util.Base64;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;

/**
 * The accounts of {@code sojourn.users}; without any it takes no part. A wrong password and an unknown name take the same
 * time: for an unknown name a hash is checked as well. Plain passwords of the {@code dev} profile are hashed at start-up.
 */
@ApplicationScoped
public class ConfiguredIdentityStore implements IdentityStore {

    private static final System.Logger LOG = System.getLogger(ConfiguredIdentityStore.class.getPackageName());
    private static final String PLAIN = "plain:";
    private static final int GENERATED_BYTES = 12;

    @Inject
    Settings settings;

    @Inject
    Pbkdf2PasswordHash hasher;

    @Inject
    TokenSource random;

    private final Map<String, String> hashes = new HashMap<>();
    private String nobody = "";

    /** Made by the container. */
    public ConfiguredIdentityStore() {}

    /** Hashes what is plain, and gives accounts without a password one for this run, in {@code dev} only. */
    @PostConstruct
    void prepare() {
        if (settings.users().accounts().isEmpty()) {
            return;
        }
        settings.users().accounts().forEach((name, account) -> {
            String password = password(name, account);
            if (!password.isEmpty()) {
                hashes.put(name, hashed(password));
            }
        });
        // with the cost of a real account, so that time does not tell who exists
        nobody = hashes.values().stream()
                .findFirst()
                .orElseGet(() -> hasher.generate(generated().toCharArray()));
    }

    private String hashed(String password) {
        return password.startsWith(PLAIN)
                ? hasher.generate(password.substring(PLAIN.length()).toCharArray())
                : password;
    }

    private String password(String name, Account account) {
        String configured = account.password();
        if (configured != null) {
            return configured;
        }
        if (!settings.dev()) {
            LOG.log(
                    System.Logger.Level.WARNING,
                    "nobody can sign in as {0}: sojourn.users.{0}.password is not set",
                    name);
            return "";
        }
        String generated = generated();
        LOG.log(
                System.Logger.Level.INFO,
                "\n\n    Sign in as {0} with the password {1} (valid until this server stops)\n",
                name,
                generated);
        return PLAIN + generated;
    }

    private String generated() {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(random.next(GENERATED_BYTES));
    }

    @Override
    public CredentialValidationResult validate(Credential credential) {
        if (nobody.isEmpty() || !(credential instanceof UsernamePasswordCredential given)) {
            return CredentialValidationResult.NOT_VALIDATED_RESULT;
        }
        String hash = hashes.get(given.getCaller());
        boolean right = hasher.verify(given.getPassword().getValue(), hash == null ? nobody : hash);
        if (hash == null || !right) {
            return CredentialValidationResult.INVALID_RESULT;
        }
        Account account = settings.users().accounts().get(given.getCaller());
        return new CredentialValidationResult(given.getCaller(), account == null ? Set.of() : account.roles());
    }

    @Override
    public Set<ValidationType> validationTypes() {
        return nobody.isEmpty() ? Set.of() : Set.of(ValidationType.VALIDATE, ValidationType.PROVIDE_GROUPS);
    }
}
