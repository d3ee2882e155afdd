package dev.sojourn.store.faults;

import dev.sojourn.servers.TcpProxy;
import dev.sojourn.servers.TestServer;

/** What may happen to a server and the way to it, and how it passes. */
enum Fault {
    /** Nobody listens there yet when the store is opened. */
    ABSENT("server not there at start-up"),
    /** Connections are reset, and new ones refused. */
    REFUSED("connection refused"),
    /** SIGKILL, and a start on the same port. */
    KILLED("server killed, restarted"),
    /** SIGSTOP and SIGCONT: connections stay, and what was sent meanwhile is read afterwards. */
    FROZEN("server frozen, resumed"),
    /** Nothing gets through; what was sent arrives when the network is back. */
    BLACK_HOLE("network swallows everything"),
    /** The server does what it is asked, and its answers do not arrive until it is over. */
    NO_REPLIES("network swallows replies"),
    /** Each trip takes twice the deadline. */
    SLOW("network slower than the deadline"),
    /** Every connection ends within the first reply. */
    TORN("replies torn");

    private final String title;

    Fault(String title) {
        this.title = title;
    }

    /** In the table of the docs. */
    String title() {
        return title;
    }

    void begin(TestServer server, TcpProxy proxy) {
        switch (this) {
            case ABSENT, REFUSED -> proxy.refuse();
            case KILLED -> server.kill();
            case FROZEN -> server.freeze();
            case BLACK_HOLE -> proxy.blackHole();
            case NO_REPLIES -> proxy.holdReplies();
            case SLOW -> proxy.delay(StoreFaultsContract.TIMEOUT.multipliedBy(2));
            case TORN -> proxy.tearReplies(3);
        }
    }

    void end(TestServer server, TcpProxy proxy) {
        switch (this) {
            case KILLED -> server.restart();
            case FROZEN -> server.resume();
            default -> proxy.restore();
        }
    }

    /** Whether stores have to be connected to the server itself: through a proxy a dead server would look like one that resets. */
    boolean isOfServer() {
        return this == KILLED || this == FROZEN;
    }
}
