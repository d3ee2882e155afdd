package dev.sojourn.store.database;

import dev.sojourn.store.HistoryFilter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.hibernate.StatelessSession;
import org.hibernate.query.SelectionQuery;
import org.jspecify.annotations.Nullable;

/** The queries for rows of the history. */
final class HistoryQueries {

    private final Rows rows;

    HistoryQueries(Rows rows) {
        this.rows = rows;
    }

    /** Where a page begins after. */
    record Place(long happenedAt, long version, long id) {

        static Place of(HistoryRow row) {
            return new Place(row.happenedAt, row.version, row.id);
        }
    }

    /** The greatest number of an entry, of whatever prefix; 0 for none. */
    static long latest(StatelessSession session) {
        Long latest = session.createSelectionQuery("select max(h.id) from HistoryRow h", Long.class)
                .getSingleResultOrNull();
        return latest == null ? 0 : latest;
    }

    /** What has a greater number, of whatever prefix: so it is a part of the primary key's index, and no number is left out. */
    List<HistoryRow> after(StatelessSession session, long number, int limit) {
        return session.createSelectionQuery("from HistoryRow h where h.id > :number order by h.id", HistoryRow.class)
                .setParameter("number", number)
                .setMaxResults(limit)
                .getResultList();
    }

    /** What passes the filter, newest first. */
    List<HistoryRow> page(StatelessSession session, HistoryFilter filter, @Nullable Place after, int limit) {
        var text = new StringBuilder("from HistoryRow h where h.realm = :realm");
        Map<String, Object> parameters = new LinkedHashMap<>();
        parameters.put("realm", rows.realm());
        String principal = Texts.name(filter.principal());
        if (principal != null) {
            text.append(" and h.principal = :principal");
            parameters.put("principal", principal);
        }
        if (filter.session() != null) {
            text.append(" and h.sessionKey = :session");
            parameters.put("session", Texts.key(filter.session()));
        }
        if (filter.from() != null) {
            text.append(" and h.happenedAt >= :from");
            parameters.put("from", Rows.millis(filter.from()));
        }
        if (filter.to() != null) {
            text.append(" and h.happenedAt < :to");
            parameters.put("to", Rows.millis(filter.to()));
        }
        if (after != null) {
            text.append(" and h.happenedAt <= :at and (h.happenedAt < :at or h.version < :version"
                    + " or (h.version = :version and h.id < :id))");
            parameters.put("at", after.happenedAt());
            parameters.put("version", after.version());
            parameters.put("id", after.id());
        }
        text.append(" order by h.happenedAt desc, h.version desc, h.id desc");
        SelectionQuery<HistoryRow> query = session.createSelectionQuery(text.toString(), HistoryRow.class);
        parameters.forEach(query::setParameter);
        return query.setMaxResults(limit).getResultList();
    }
}
