package dev.sojourn.store;

/** The capability of a storage made of storages to tell how far one is behind the other. */
public interface Backlog {

    /** How many copies wait to be delivered, on this node and in what the nodes share; may cost a trip. */
    long waiting();
}
