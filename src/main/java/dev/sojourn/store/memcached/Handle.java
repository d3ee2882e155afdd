package dev.sojourn.store.memcached;

/**
 * What a record was read with. A server that starts again counts its compare-and-swap ids from the beginning, so an id is good only on
 * connections that were open before it was read: those still lead to the process that gave it.
 *
 * @param link where it was read
 * @param cas the server's compare-and-swap id
 * @param newestConnection the number of the newest connection when the record was asked for
 */
record Handle(ServerLink link, long cas, long newestConnection) {

    private static final long NO_RECORDS = -1;

    /** The id to send on a connection of a server; one that no record has where it is not good there. */
    long casOn(ServerLink to, Connection connection) {
        return to.equals(link) && connection.number() <= newestConnection ? cas : NO_RECORDS;
    }
}
