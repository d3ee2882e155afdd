package dev.sojourn;

/** Which limit of login attempts was met. */
public enum BlockedBy {
    /** Too many failures for the username. */
    USERNAME,
    /** Too many failures from the address. */
    ADDRESS
}
