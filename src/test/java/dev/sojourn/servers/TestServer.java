package dev.sojourn.servers;

/** A real server that a test can break. The methods are for one thread, the server is for all. */
public interface TestServer extends AutoCloseable {

    /** Where it listens, on 127.0.0.1; the same after every restart. */
    int port();

    /** The id of its process, as long as it runs. */
    long pid();

    /** How many clients are connected, the fixture's own not counted. */
    int clients();

    /** Stops it where it is (SIGSTOP): connections stay, nobody answers. */
    void freeze();

    /** Lets a frozen server go on (SIGCONT). */
    void resume();

    /** Ends it at once (SIGKILL), as a power cut does. */
    void kill();

    /** Starts it again on the same port with the same options and files; kills it before if it runs. Returns when it can serve. */
    void restart();

    /** Ends it and removes its files. */
    @Override
    void close();
}
