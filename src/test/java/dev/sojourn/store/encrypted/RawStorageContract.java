package dev.sojourn.store.encrypted;

import static org.assertj.core.api.Assertions.assertThat;

import dev.sojourn.AddressPrivacy;
import dev.sojourn.AttributeChanges;
import dev.sojourn.ClientDetails;
import dev.sojourn.Device;
import dev.sojourn.EndReason;
import dev.sojourn.IssuedSession;
import dev.sojourn.LoginAttempt;
import dev.sojourn.LoginPermit;
import dev.sojourn.NewSession;
import dev.sojourn.Touch;
import dev.sojourn.engine.HijackPolicy;
import dev.sojourn.engine.HijackPolicy.Reaction;
import dev.sojourn.engine.LoginPolicy;
import dev.sojourn.engine.SecureTokenSource;
import dev.sojourn.engine.SessionEngine;
import dev.sojourn.engine.StoreLoginLimiter;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.store.SessionStore;
import dev.sojourn.support.JsonbMapper;
import dev.sojourn.support.MutableClock;
import dev.sojourn.support.Policies;
import dev.sojourn.support.RecordedEvents;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.util.Base64;
import java.util.HashSet;
import java.util.Set;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.Test;

/** Looks into a real server for what should not be there: at the bytes as they are kept, keys and all columns included. */
abstract class RawStorageContract {

    private static final HijackPolicy NETWORKS = new HijackPolicy(Reaction.REPORT, 24, 48, Reaction.REPORT);

    private final MutableClock clock = MutableClock.startingNow();
    private final RecordedEvents events = new RecordedEvents();

    // the server may be shared, so what is looked for is nobody else's
    private final String mark = Integer.toString(ThreadLocalRandom.current().nextInt(1_000_000, 9_999_999));
    private final int net = ThreadLocalRandom.current().nextInt(100, 250);
    private final String home = "198.18." + net + ".201";
    private final String away = "198.19." + net + ".202";
    private final String v6 = "2001:db8:" + net + ":aaaa:bbbb:cccc:dddd:eeee";
    private final String agent = "Spyglass" + mark;
    private final String otherAgent = "Lorgnette" + mark;
    private final String attribute = "porcelain" + mark;
    private final String role = "caretaker" + mark;
    private final Set<String> secrets = new HashSet<>();
    private final Set<String> hashes = new HashSet<>();

    /** A store on the server. */
    abstract SessionStore open(Clock time);

    /** All that the server keeps, byte by byte as ISO 8859-1. */
    abstract String raw() throws Exception;

    /** Somebody is signed in, and all other writes are still to come. */
    void signedIn() {}

    /** Everything that writes: logins, another client, changes, failures, ends. */
    private void use(SessionStore store, Policies policies) {
        var engine =
                new SessionEngine(store, policies.build(), clock, new SecureTokenSource(), new JsonbMapper(), events);
        for (String address : new String[] {home, v6}) {
            IssuedSession issued = noted(engine.create(NewSession.of("alice" + mark)
                    .roles(Set.of(role))
                    .client(new ClientDetails(address, agent, Device.UNKNOWN))
                    .attributes(AttributeChanges.none().put("cart", attribute))));
            if (address.equals(home)) {
                signedIn();
            }
            engine.validate(issued.token().value(), Touch.YES, new ClientDetails(away, otherAgent, Device.UNKNOWN));
            engine.update(issued.session().key(), AttributeChanges.none().put("more", attribute), Touch.YES);
            IssuedSession unused = noted(engine.rotate(issued.token()));
        }
        IssuedSession last = noted(
                engine.create(NewSession.of("alice" + mark).client(new ClientDetails(home, agent, Device.UNKNOWN))));
        engine.end(last.token(), EndReason.LOGOUT);
        var policy = new LoginPolicy(
                5, 20, Duration.ofMinutes(15), false, Duration.ofSeconds(5), Duration.ofDays(90), policies.privacy());
        var limiter = new StoreLoginLimiter(store, policy, clock, new SecureTokenSource());
        assertThat(limiter.attempt(LoginAttempt.of("mallory" + mark, home))).isInstanceOf(LoginPermit.Allowed.class);
        assertThat(limiter.attempt(LoginAttempt.of("mallory" + mark, v6))).isInstanceOf(LoginPermit.Allowed.class);
    }

    private IssuedSession noted(IssuedSession issued) {
        byte[] secret = issued.token().secret().getBytes(StandardCharsets.US_ASCII);
        secrets.add(issued.token().secret());
        secrets.add(latin1(Base64.getUrlDecoder().decode(issued.token().secret())));
        try {
            hashes.add(latin1(MessageDigest.getInstance("SHA-256").digest(secret)));
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
        return issued;
    }

    @Test
    void withoutEncryption_everythingButTheSecretsIsFound() throws Exception {
        try (SessionStore store = open(clock)) {
            use(store, Policies.DEFAULT.hijack(NETWORKS));
            assertThat(raw())
                    .contains("alice" + mark, home, agent, attribute, role)
                    .contains(hashes)
                    .doesNotContain(secrets);
        }
    }

    @Test
    void encrypted_noAddressAgentAttributeRoleSecretOrFailedName() throws Exception {
        try (SessionStore store = new EncryptedStore(open(clock), TestKeys.of("k1"), new SecureRandom())) {
            use(store, Policies.DEFAULT.hijack(NETWORKS));
            assertThat(raw())
                    .contains("alice" + mark)
                    .doesNotContain(home, away, v6, "db8:" + net, agent, otherAgent, attribute, role, "mallory" + mark)
                    .doesNotContain(bytes(home), bytes(away))
                    .doesNotContain(secrets)
                    .doesNotContain(hashes);
        }
    }

    @Test
    void masked_noFullAddress() throws Exception {
        try (SessionStore store = open(clock)) {
            use(store, Policies.DEFAULT.hijack(NETWORKS).privacy(AddressPrivacy.MASKED));
            assertThat(raw())
                    .contains("alice" + mark, agent, "198.18." + net + ".0", "2001:db8:" + net + "::")
                    .doesNotContain(home, away, v6, "aaaa", bytes(home), bytes(away));
            assertThat(events.of(SessionEvent.AddressChanged.class)).isNotEmpty();
            assertThat(events.all().toString()).doesNotContain(home, away, v6);
        }
    }

    @Test
    void none_noAddressAtAll() throws Exception {
        try (SessionStore store = open(clock)) {
            use(
                    store,
                    Policies.DEFAULT
                            .hijack(new HijackPolicy(Reaction.IGNORE, 32, 128, Reaction.REPORT))
                            .privacy(AddressPrivacy.NONE));
            assertThat(raw())
                    .contains("alice" + mark, agent)
                    .doesNotContain("198.18." + net, "198.19." + net, "db8:" + net, bytes(home), bytes(away));
            assertThat(events.all().toString()).doesNotContain(home, away, v6);
        }
    }

    private static String latin1(byte[] bytes) {
        return new String(bytes, StandardCharsets.ISO_8859_1);
    }

    private static String bytes(String ipV4) {
        var text = new StringBuilder();
        for (String part : ipV4.split("\\.", -1)) {
            text.append((char) Integer.parseInt(part));
        }
        return text.toString();
    }
}
