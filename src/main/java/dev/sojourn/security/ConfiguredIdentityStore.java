package dev.sojourn.security;

import dev.sojourn.TokenSource;
import dev.sojourn.config.Settings;
import dev.sojourn.config.UserSettings.Account;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import jakarta.annotation.PostConstruct;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.inject.Inject;
import jakarta.security.enterprise.credential.Credential;
import jakarta.security.enterprise.credential.UsernamePasswordCredential;
import jakarta.security.enterprise.identitystore.CredentialValidationResult;
import jakarta.security.enterprise.identitystore.IdentityStore;
import jakarta.security.enterprise.identitystore.Pbkdf2PasswordHash;
import java.util.Base64;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The accounts of {@code sojourn.users}; without any it takes no part. Every check takes the same time, that of the most expensive hash: for a
 * name without a password a hash of that cost is checked, and after a cheaper one another that costs the difference. Plain passwords of the
 * {@code dev} profile are hashed at start-up.
 */
@ApplicationScoped
public class ConfiguredIdentityStore implements IdentityStore {

    private static final Log LOG = Log.of(ConfiguredIdentityStore.class);
    private static final String PLAIN = "plain:";
    private static final int GENERATED_BYTES = 12;

    @Inject
    Settings settings;

    @Inject
    Pbkdf2PasswordHash hasher;

    @Inject
    TokenSource random;

    private final Map<String, String> hashes = new HashMap<>();
    private final Map<String, String> padding = new HashMap<>();
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
        equaliseTimes();
    }

    /** Time shall not tell who exists, nor who has a password. */
    private void equaliseTimes() {
        Optional<HashCost> dearest = hashes.values().stream()
                .flatMap(hash -> HashCost.of(hash).stream())
                .max(Comparator.comparingInt(HashCost::iterations));
        nobody = dearest.map(this::unknowable)
                .orElseGet(() -> hasher.generate(generated().toCharArray()));
        dearest.ifPresent(most -> hashes.forEach((name, hash) -> {
            HashCost cost = HashCost.of(hash).orElse(most.times(0));
            if (!cost.comparable(most)) {
                LOG.say(Message.TIME_TELLS_HASH, name, cost.algorithm(), most.algorithm());
            } else if (cost.iterations() < most.iterations()) {
                padding.put(name, unknowable(most.times(most.iterations() - cost.iterations())));
            }
        }));
    }

    private String unknowable(HashCost cost) {
        return cost.hash(random.next(cost.saltBytes()), random.next(cost.hashBytes()));
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
            LOG.say(Message.NO_PASSWORD, name);
            return "";
        }
        String generated = generated();
        LOG.say(Message.PASSWORD_GENERATED, name, generated);
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
        char[] password = given.getPassword().getValue();
        boolean right = hasher.verify(password, hash == null ? nobody : hash);
        String more = padding.get(given.getCaller());
        if (more != null) {
            hasher.verify(password, more);
        }
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
