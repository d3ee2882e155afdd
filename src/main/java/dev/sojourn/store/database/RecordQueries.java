package dev.sojourn.store.database;

import dev.sojourn.SessionState;
import dev.sojourn.store.RecordFilter;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Predicate;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/** The queries for rows of records. Those that list take only what is kept at an instant. */
final class RecordQueries {

    /** So many ids in one query at most. */
    private static final int MOST_IDS = 512;

    private static final String SESSIONS = "r.realm = :realm and r.kind = 'session' and r.keepUntil > :kept";

    private final Rows rows;

    RecordQueries(Rows rows) {
        this.rows = rows;
    }

    /** The rows with these ids, whether or not they are over. */
    List<RecordRow> byId(StatelessSession session, Collection<String> ids) {
        List<String> all = List.copyOf(ids);
        List<RecordRow> found = new ArrayList<>();
        for (int from = 0; from < all.size(); from += MOST_IDS) {
            found.addAll(session.createSelectionQuery("from RecordRow r where r.id in (:ids)", RecordRow.class)
                    .setParameterList("ids", all.subList(from, Math.min(all.size(), from + MOST_IDS)))
                    .getResultList());
        }
        return found;
    }

    /** Where a listing begins after. */
    record Place(long createdAt, String id) {}

    /** What passes the filter but for its address: newest first, by id. */
    List<RecordRow> search(StatelessSession session, RecordFilter filter, @Nullable Place after, long kept, int limit) {
        var where = new Where(filter);
        where.andKept(filter, kept);
        // always a bound, which also tells that it is not null: the index is read from there
        where.and("r.createdAt <= :createdAt", "createdAt", after == null ? Long.MAX_VALUE : after.createdAt());
        if (after != null) {
            where.and("(r.createdAt < :createdAt or r.id > :after)", "after", after.id());
        }
        return where.query(session, "from RecordRow r where ", " order by r.createdAt desc, r.id", RecordRow.class)
                .setMaxResults(limit)
                .getResultList();
    }

    long count(StatelessSession session, RecordFilter filter, long kept) {
        var where = new Where(filter);
        if (filter.state() == SessionState.ACTIVE) {
            // what is due later is neither over nor expired: an index knows that, and no row is looked at for it
            where.and("r.endReason is null and r.dueAt > :due", "due", Math.max(kept, Rows.millis(filter.now())));
        } else {
            where.andKept(filter, kept);
        }
        if (filter.anonymous()) {
            // so that the index passes over what has no principal because it is no session
            where.and("r.createdAt is not null");
        }
        Predicate<String> address = filter.address();
        if (address == null) {
            return where.query(session, "select count(*) from RecordRow r where ", "", Long.class)
                    .getSingleResult();
        }
        // Each address is tested once. An address is short, so its column is never a hash.
        where.and("r.address is not null");
        return where
                .query(
                        session,
                        "select r.address, count(*) from RecordRow r where ",
                        " group by r.address",
                        Object[].class)
                .getResultList()
                .stream()
                .filter(group -> address.test((String) group[0]))
                .mapToLong(group -> (Long) group[1])
                .sum();
    }

    List<RecordRow> activeIn(StatelessSession session, String namespace, String after, long kept, int limit) {
        return session.createSelectionQuery(
                        "from RecordRow r where " + SESSIONS
                                + " and r.namespace = :namespace and r.id > :after and r.endReason is null order by r.id",
                        RecordRow.class)
                .setParameter("realm", rows.realm())
                .setParameter("kept", kept)
                .setParameter("namespace", Texts.name(namespace))
                .setParameter("after", after)
                .setMaxResults(limit)
                .getResultList();
    }

    List<RecordRow> expired(StatelessSession session, long now, long kept, int limit) {
        return session.createSelectionQuery(
                        "from RecordRow r where " + SESSIONS
                                + " and r.dueAt <= :now and r.expiresAt <= :now and r.endReason is null"
                                + " order by r.dueAt, r.id",
                        RecordRow.class)
                .setParameter("realm", rows.realm())
                .setParameter("kept", kept)
                .setParameter("now", now)
                .setMaxResults(limit)
                .getResultList();
    }

    /** The conditions of a filter, and their parameters. */
    private final class Where {

        private final StringBuilder text = new StringBuilder("r.realm = :realm and r.kind = 'session'");
        private final Map<String, Object> parameters = new LinkedHashMap<>();

        Where(RecordFilter filter) {
            parameters.put("realm", rows.realm());
            if (filter.application() != null) {
                and("r.application = :application", "application", Texts.name(filter.application()));
            }
            if (filter.principal() != null) {
                and("r.principal = :principal", "principal", Texts.name(filter.principal()));
            }
            if (filter.anonymous()) {
                and("r.principal is null");
            }
            if (filter.namespace() != null) {
                and("r.namespace = :namespace", "namespace", Texts.name(filter.namespace()));
            }
        }

        void andKept(RecordFilter filter, long kept) {
            and("r.keepUntil > :kept", "kept", kept);
            if (filter.state() != null) {
                and(
                        filter.state() == SessionState.ACTIVE
                                ? "r.endReason is null and r.expiresAt > :now"
                                : "(r.endReason is not null or r.expiresAt <= :now)",
                        "now",
                        Rows.millis(filter.now()));
            }
        }

        void and(String condition) {
            text.append(" and ").append(condition);
        }

        void and(String condition, String parameter, @Nullable Object value) {
            and(condition);
            parameters.put(parameter, Objects.requireNonNull(value));
        }

        <T> SelectionQuery<T> query(StatelessSession session, String before, String after, Class<T> type) {
            SelectionQuery<T> query = session.createSelectionQuery(before + text + after, type);
            parameters.forEach(query::setParameter);
            return query;
        }
    }
}
