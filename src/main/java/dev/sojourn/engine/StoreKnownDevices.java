package dev.sojourn.engine;

import dev.sojourn.CapacityException;
import dev.sojourn.KnownDevices;
import dev.sojourn.StorageException;
import dev.sojourn.TokenSource;
import dev.sojourn.codec.DevicesBody;
import dev.sojourn.codec.DevicesBody.Used;
import dev.sojourn.codec.DevicesBodyCodec;
import dev.sojourn.store.Bytes;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordKind;
import dev.sojourn.store.SessionStore;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;

/**
 * Keeps known devices in the storage: one record for each principal, with the hashes of the ids of the last ten. It is kept for as long as the
 * latest device is remembered. Safe for many threads and nodes.
 */
public final class StoreKnownDevices implements KnownDevices {

    /** How many devices of a principal are remembered. */
    static final int MOST = 10;

    private static final System.Logger LOG = System.getLogger(StoreKnownDevices.class.getPackageName());

    /** Within it, a further login from the same device is not written. */
    private static final Duration PRECISION = Duration.ofDays(1);

    private final SessionStore store;
    private final Box<DevicesBody> records;
    private final Duration memory;
    private final Clock clock;

    /** Remembers in this store, each device for {@link LoginPolicy#deviceMemory}. */
    public StoreKnownDevices(SessionStore store, LoginPolicy policy, Clock clock, TokenSource random) {
        this.store = store;
        this.memory = policy.deviceMemory();
        this.clock = clock;
        this.records = new Box<>(
                store,
                new CheckedTokenSource(random),
                policy.deadline(),
                new Box.Form<>(DevicesBodyCodec::encode, DevicesBodyCodec::decode, this::until));
    }

    private Instant until(DevicesBody body) {
        return Timings.plus(body.devices().get(0).lastUsed(), memory);
    }

    @Override
    public Optional<String> recognise(String username, String deviceId) {
        Bytes hash = hash(deviceId);
        try {
            return store.operation(() -> devices(username)).stream().anyMatch(hash::equals)
                    ? Optional.of(text(hash))
                    : Optional.empty();
        } catch (StorageException down) {
            LOG.log(System.Logger.Level.DEBUG, "a device cannot be recognised", down);
            return Optional.empty();
        }
    }

    /** What is counted for each known device of a principal. */
    List<String> all(String principal) {
        return devices(principal).stream().map(StoreKnownDevices::text).toList();
    }

    private List<Bytes> devices(String principal) {
        Instant now = clock.instant();
        RecordKey key = key(principal);
        return Optional.ofNullable(records.load(List.of(key)).get(key)).stream()
                .flatMap(body -> body.devices().stream())
                .filter(device -> remembered(device, now))
                .map(Used::hash)
                .toList();
    }

    @Override
    public Familiarity remember(String principal, String deviceId) {
        var found = new AtomicReference<>(Familiarity.KNOWN);
        Bytes hash = hash(deviceId);
        try {
            store.operation(() -> records.change(key(principal), current -> {
                Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                List<Used> devices = current.stream()
                        .flatMap(body -> body.devices().stream())
                        .filter(device -> remembered(device, now))
                        .toList();
                Optional<Used> known = devices.stream()
                        .filter(device -> device.hash().equals(hash))
                        .findFirst();
                found.set(familiarity(devices, known));
                return known.filter(device -> now.isBefore(device.lastUsed().plus(PRECISION)))
                                .isPresent()
                        ? Optional.empty()
                        : Optional.of(with(new Used(hash, now), devices));
            }));
            return Objects.requireNonNull(found.get());
        } catch (StorageException | CapacityException notNow) {
            LOG.log(System.Logger.Level.DEBUG, "a device is not remembered", notNow);
            return Familiarity.KNOWN;
        }
    }

    private static Familiarity familiarity(List<Used> devices, Optional<Used> known) {
        if (known.isPresent()) {
            return Familiarity.KNOWN;
        }
        return devices.isEmpty() ? Familiarity.FIRST : Familiarity.NEW;
    }

    private static DevicesBody with(Used latest, List<Used> others) {
        var devices = new ArrayList<Used>();
        devices.add(latest);
        others.stream()
                .filter(device -> !device.hash().equals(latest.hash()))
                .limit(MOST - 1)
                .forEach(devices::add);
        return new DevicesBody(devices);
    }

    @Override
    public boolean forget(String principal) {
        return store.delete(key(principal));
    }

    private boolean remembered(Used device, Instant now) {
        return now.isBefore(Timings.plus(device.lastUsed(), memory));
    }

    /** Where it stands from which devices that user signed in. */
    public static RecordKey key(String principal) {
        return new RecordKey(RecordKind.DEVICES, LoginNames.normalised(principal));
    }

    /** The storage's readers shall not be able to show themselves as somebody's device. */
    private static Bytes hash(String deviceId) {
        try {
            return Bytes.copyOf(MessageDigest.getInstance("SHA-256").digest(deviceId.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java platform has SHA-256", impossible);
        }
    }

    private static String text(Bytes hash) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(hash.toArray());
    }
}
