package dev.sojourn;

import java.util.Locale;

/** The kind of device behind a session, for lists and icons; told by the client, so never a basis for a decision. */
public enum DeviceType {
    /** A desktop or laptop computer. */
    PC,
    /** A phone. */
    MOBILE,
    /** A tablet. */
    TABLET,
    /** A crawler or another program that names itself as one. */
    BOT,
    /** Anything else, and what could not be told. */
    OTHER;

    /** The word used in JSON, in lower case. */
    public String code() {
        return name().toLowerCase(Locale.ROOT);
    }
}
