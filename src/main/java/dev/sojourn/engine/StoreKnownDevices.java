package dev.sojourn.engine;

import dev.sojourn.CapacityException;
import dev.sojourn.KnownDevices;
import dev.sojourn.StorageException;
import dev.sojourn.TokenSource;
import dev.sojourn.codec.DevicesBody;
import dev.sojourn.codec.DevicesBody.Used;
import dev.sojourn.codec.DevicesBodyCodec;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
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
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * Keeps known devices in the storage: one record for each principal, with the hashes of the ids of the last ten. It is kept for as long as the
 * latest device is remembered. Safe for many threads and nodes.
 */
public final class StoreKnownDevices implements KnownDevices {

    /** How many devices of a principal are remembered. */
    static final int MOST = 10;

    private static final int ID_BYTES = 16;

    private static final Log LOG = Log.of(StoreKnownDevices.class);

    /** Within it, a further login from the same device is not written. */
    private static final Duration PRECISION = Duration.ofDays(1);

    private final SessionStore store;
    private final Box<DevicesBody> records;
    private final Duration memory;
    private final Clock clock;
    private final CheckedTokenSource random;

    /** Remembers in this store, each device for {@link LoginPolicy#deviceMemory}. */
    public StoreKnownDevices(SessionStore store, LoginPolicy policy, Clock clock, TokenSource random) {
        this.store = store;
        this.memory = policy.deviceMemory();
        this.clock = clock;
        this.random = new CheckedTokenSource(random);
        this.records = new Box<>(
                store,
                this.random,
                policy.deadline(),
                new Box.Form<>(DevicesBodyCodec::encode, DevicesBodyCodec::decode, this::until));
    }

    private Instant until(DevicesBody body) {
        return Timings.plus(body.devices().get(0).lastUsed(), memory);
    }

    /**
     * A browser, and the devices of a name as they were read.
     *
     * @param ids what the browser brought
     * @param read null where there was nothing to be found, or nothing could be read
     */
    private record Found(List<String> ids, Box.@Nullable Read<DevicesBody> read, Optional<String> device)
            implements Recognised {
        @Override
        public String toString() {
            return "Found[" + (device.isPresent() ? "a known device" : "an unknown device") + "]";
        }
    }

    @Override
    public Recognised recognise(String username, Collection<String> deviceIds) {
        List<String> ids = List.copyOf(deviceIds);
        if (ids.isEmpty()) {
            return new Found(ids, null, Optional.empty());
        }
        try {
            Box.Read<DevicesBody> read = store.operation(() -> records.read(key(username)));
            List<Used> devices = remembered(read.value(), clock.instant());
            return new Found(
                    ids, read, known(ids, devices).map(StoreKnownDevices::hash).map(StoreKnownDevices::text));
        } catch (StorageException down) {
            LOG.because(down, Message.DEVICE_NOT_RECOGNISED);
            return new Found(ids, null, Optional.empty());
        }
    }

    /** What is counted for each known device of a principal. */
    List<String> all(String principal) {
        return remembered(records.read(key(principal)).value(), clock.instant()).stream()
                .map(device -> text(device.hash()))
                .toList();
    }

    @Override
    public Optional<Remembered> remember(String principal, Recognised recognised) {
        List<String> ids = recognised instanceof Found found ? found.ids() : List.of();
        String fresh = Base64.getUrlEncoder().withoutPadding().encodeToString(random.next(ID_BYTES));
        var remembered = new AtomicReference<@Nullable Remembered>();
        try {
            boolean unused = store.operation(() -> records.change(read(key(principal), recognised), current -> {
                Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
                List<Used> devices = remembered(current, now);
                Optional<String> known = known(ids, devices);
                String id = known.orElse(fresh);
                remembered.set(new Remembered(id, familiarity(devices, known.isPresent())));
                var used = new Used(hash(id), now);
                return isFresh(used, devices) ? Optional.empty() : Optional.of(with(used, devices));
            }));
            return Optional.ofNullable(remembered.get());
        } catch (StorageException | CapacityException notNow) {
            LOG.because(notNow, Message.DEVICE_NOT_REMEMBERED);
            return Optional.empty();
        }
    }

    /** What was read when the login began, if it was of the same name; what changed since is a conflict of the write. */
    private Box.Read<DevicesBody> read(RecordKey key, Recognised recognised) {
        Box.Read<DevicesBody> before = recognised instanceof Found found ? found.read() : null;
        return before != null && before.key().equals(key) ? before : records.read(key);
    }

    /** That one of these ids by which one of these devices is known. */
    private static Optional<String> known(List<String> ids, List<Used> devices) {
        return ids.stream()
                .filter(id -> devices.stream().map(Used::hash).anyMatch(hash(id)::equals))
                .findFirst();
    }

    private static Familiarity familiarity(List<Used> devices, boolean known) {
        if (known) {
            return Familiarity.KNOWN;
        }
        return devices.isEmpty() ? Familiarity.FIRST : Familiarity.NEW;
    }

    private static boolean isFresh(Used used, List<Used> devices) {
        return devices.stream()
                .anyMatch(device -> device.hash().equals(used.hash())
                        && used.lastUsed().isBefore(device.lastUsed().plus(PRECISION)));
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

    private List<Used> remembered(Optional<DevicesBody> body, Instant now) {
        return body.stream()
                .flatMap(present -> present.devices().stream())
                .filter(device -> now.isBefore(Timings.plus(device.lastUsed(), memory)))
                .toList();
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
