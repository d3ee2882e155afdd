package dev.sojourn.store.encrypted;

import dev.sojourn.store.AtomicWrites;
import dev.sojourn.store.Backlog;
import dev.sojourn.store.EventChannel;
import dev.sojourn.store.Exchange;
import dev.sojourn.store.ExpiryIndex;
import dev.sojourn.store.ForwardingStore;
import dev.sojourn.store.History;
import dev.sojourn.store.HistoryTail;
import dev.sojourn.store.Incarnation;
import dev.sojourn.store.Mirror;
import dev.sojourn.store.NamespaceIndex;
import dev.sojourn.store.Outbox;
import dev.sojourn.store.RecordKey;
import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SearchIndex;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import dev.sojourn.store.WriteOutcome;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A store that encrypts what it gives to another one; the package says what, and how. It has the name, the capabilities and the guarantees of
 * the other one, except that sessions cannot be searched by address. Safe for many threads.
 */
public final class EncryptedStore extends ForwardingStore {

    private final RecordCipher cipher;

    /**
     * Around a store.
     *
     * @param store is given encrypted records only, and closed with this one
     * @param keys the same on every node
     * @param random of nonces
     */
    public EncryptedStore(SessionStore store, EncryptionKeys keys, SecureRandom random) {
        this(store, new RecordCipher(keys, random));
    }

    EncryptedStore(SessionStore store, RecordCipher cipher) {
        super(store);
        this.cipher = cipher;
    }

    @Override
    public @Nullable StoredRecord load(RecordKey key) {
        StoredRecord stored = store().load(cipher.stored(key));
        return stored == null ? null : cipher.open(stored);
    }

    @Override
    public Map<RecordKey, StoredRecord> loadAll(Collection<RecordKey> keys) {
        return opened(store().loadAll(stored(keys)));
    }

    /** One that cannot be read is none, and gives way. */
    @Override
    public boolean create(StoredRecord record) {
        StoredRecord sealed = cipher.seal(record);
        return store().create(sealed) || (RecordCipher.hides(record.key()) && takesPlace(sealed));
    }

    private boolean takesPlace(StoredRecord sealed) {
        StoredRecord there = store().load(sealed.key());
        return there != null && cipher.open(there) == null && store().replace(there, sealed) == WriteOutcome.WRITTEN;
    }

    @Override
    public WriteOutcome replace(StoredRecord current, StoredRecord next) {
        return store().replace(cipher.known(current), cipher.seal(next));
    }

    @Override
    public boolean delete(RecordKey key) {
        return store().delete(cipher.stored(key));
    }

    @Override
    public Exchange exchange(List<RecordWrite> writes, Collection<RecordKey> reads) {
        List<RecordWrite> sealed = writes.stream().map(this::sealed).toList();
        Exchange done = store().exchange(sealed, stored(reads));
        Map<RecordKey, StoredRecord> loaded = opened(done.loaded());
        List<WriteOutcome> outcomes = new ArrayList<>(done.outcomes());
        for (int i = 0; i < writes.size(); i++) {
            RecordKey key = writes.get(i).key();
            boolean inTheWay = outcomes.get(i) == WriteOutcome.CONFLICT
                    && writes.get(i) instanceof RecordWrite.Create
                    && RecordCipher.hides(key)
                    && !loaded.containsKey(key);
            if (inTheWay && takesPlace(sealed.get(i).next())) {
                outcomes.set(i, WriteOutcome.WRITTEN);
                if (reads.contains(key)) {
                    loaded.putAll(loadAll(List.of(key)));
                }
            }
        }
        return new Exchange(outcomes, loaded);
    }

    /** What a write is for the storage. */
    RecordWrite sealed(RecordWrite write) {
        StoredRecord next = cipher.seal(write.next());
        return write instanceof RecordWrite.Replace replace
                ? new RecordWrite.Replace(cipher.known(replace.current()), next)
                : new RecordWrite.Create(next);
    }

    private List<RecordKey> stored(Collection<RecordKey> keys) {
        return keys.stream().map(cipher::stored).toList();
    }

    private Map<RecordKey, StoredRecord> opened(Map<RecordKey, StoredRecord> stored) {
        Map<RecordKey, StoredRecord> opened = new HashMap<>();
        for (StoredRecord one : stored.values()) {
            StoredRecord record = cipher.open(one);
            if (record != null) {
                opened.put(record.key(), record);
            }
        }
        return opened;
    }

    @Override
    public <T> Optional<T> capability(Class<T> type) {
        return store().capability(type).flatMap(plain -> view(type, plain)).map(type::cast);
    }

    /** None for a capability that is not known here: it might show the storage what is to be hidden. */
    private Optional<Object> view(Class<?> type, Object plain) {
        if (type == AtomicWrites.class) {
            return Optional.of(new EncryptedWrites(this, store(), (AtomicWrites) plain, cipher));
        }
        if (type == SearchIndex.class) {
            return Optional.of(new EncryptedSearch(store().name(), (SearchIndex) plain, cipher));
        }
        if (type == NamespaceIndex.class) {
            return Optional.of(new EncryptedNamespaces((NamespaceIndex) plain, cipher));
        }
        if (type == ExpiryIndex.class) {
            return Optional.of(new EncryptedExpiries(store(), (ExpiryIndex) plain, cipher));
        }
        if (type == Outbox.class) {
            return Optional.of(new EncryptedOutbox((Outbox) plain, cipher));
        }
        if (type == EventChannel.class) {
            return Optional.of(new EncryptedChannel((EventChannel) plain, cipher));
        }
        if (type == Mirror.class) {
            return Optional.of(new EncryptedMirror((Mirror) plain, cipher));
        }
        if (type == History.class) {
            return Optional.of(new EncryptedHistory((History) plain));
        }
        // none of these sees a body, or an address that the storage does not
        return type == HistoryTail.class || type == Incarnation.class || type == Backlog.class
                ? Optional.of(plain)
                : Optional.empty();
    }
}
