package dev.sojourn.config;

/**
 * How the keys of one storage depend on each other. For a storage that is not used nothing is noted: its keys may be half there, as in a
 * file that several environments share. Each value is read in any case, so that one that is not allowed is found.
 */
final class Ties {

    private final Values values;
    private final boolean used;

    Ties(Values values, boolean used) {
        this.values = values;
        this.used = used;
    }

    /** Tells which of these keys have no effect, because another is set. */
    void overrides(Key<?> winner, Key<?>... losers) {
        for (Key<?> loser : losers) {
            if (isGiven(loser) && used) {
                values.warn(loser.name() + " has no effect: " + winner.name() + " is set");
            }
        }
    }

    /** Refuses those of these keys that are set, because another is. */
    void excludes(Key<?> winner, Key<?>... others) {
        for (Key<?> other : others) {
            if (isGiven(other) && used) {
                values.refuse(other, String.valueOf(values.given(other)), "nothing while " + winner.name() + " is set");
            }
        }
    }

    /** Refuses those of these keys that are set, because the one that gives them a meaning is not. */
    void needs(Key<?> missing, Key<?>... others) {
        for (Key<?> other : others) {
            if (isGiven(other) && used && values.sound(missing)) {
                values.refuse(other, String.valueOf(values.given(other)), "nothing without " + missing.name());
            }
        }
    }

    /** Notes that a key has to be set because another is. */
    void requires(Key<?> reason, Key<?> missing) {
        if (used && values.sound(missing)) {
            values.refuseMissing(
                    missing,
                    "required with " + reason.name() + ": " + missing.type().allowed());
        }
    }

    /** Whether both are set, or else notes that one is missing. */
    boolean together(Key<?> one, Key<?> other) {
        if (isGiven(one) == isGiven(other)) {
            return isGiven(one);
        }
        requires(isGiven(one) ? one : other, isGiven(one) ? other : one);
        return false;
    }

    boolean isGiven(Key<?> key) {
        return values.given(key) != null;
    }
}
