package dev.sojourn.store.faults;

import dev.sojourn.store.RecordWrite;
import dev.sojourn.store.SessionStore;
import dev.sojourn.store.StoredRecord;
import java.util.List;

/** One call of each method that goes to the server. */
enum Call {
    LOAD {
        @Override
        void on(SessionStore store, Records records) {
            store.load(records.kept().key());
        }
    },
    LOAD_ALL {
        @Override
        void on(SessionStore store, Records records) {
            store.loadAll(List.of(records.kept().key(), records.fresh().key()));
        }
    },
    CREATE {
        @Override
        void on(SessionStore store, Records records) {
            store.create(records.fresh());
        }

        @Override
        boolean happened(SessionStore store, Records records) {
            return store.load(records.fresh().key()) != null;
        }
    },
    REPLACE {
        @Override
        void on(SessionStore store, Records records) {
            store.replace(records.kept(), records.changed());
        }

        @Override
        boolean happened(SessionStore store, Records records) {
            StoredRecord there = store.load(records.kept().key());
            return there != null && there.version().equals(records.changed().version());
        }
    },
    DELETE {
        @Override
        void on(SessionStore store, Records records) {
            store.delete(records.spare().key());
        }

        @Override
        boolean happened(SessionStore store, Records records) {
            return store.load(records.spare().key()) == null;
        }
    },
    EXCHANGE {
        @Override
        void on(SessionStore store, Records records) {
            store.exchange(
                    List.of(new RecordWrite.Create(records.fresh())),
                    List.of(records.kept().key()));
        }
    },
    PING {
        @Override
        void on(SessionStore store, Records records) {
            store.ping();
        }
    },
    OPERATION {
        @Override
        void on(SessionStore store, Records records) {
            store.operation(() -> {
                store.create(records.fresh());
                store.load(records.kept().key());
                return store.load(records.fresh().key());
            });
        }
    };

    abstract void on(SessionStore store, Records records);

    /** Whether the server did what this call wanted; for calls that change nothing, or of which nothing is promised, false. */
    boolean happened(SessionStore store, Records records) {
        return false;
    }
}
