package dev.sojourn.engine;

import dev.sojourn.AttributeChanges;
import dev.sojourn.IssuedSession;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionTooLargeException;
import dev.sojourn.Touch;
import dev.sojourn.support.EngineFixture;

/** Sessions as large as they may be. */
final class Filling {

    private Filling() {}

    /** A session to which not one more byte can be added. */
    static IssuedSession toTheBrim(EngineFixture fixture, int maxBytes) {
        IssuedSession issued = fixture.login("alice");
        int length = maxBytes;
        while (!fits(fixture, issued.token().key(), length)) {
            length--;
        }
        return issued;
    }

    private static boolean fits(EngineFixture fixture, SessionKey key, int length) {
        try {
            fixture.engine().update(key, AttributeChanges.none().put("fill", "x".repeat(length)), Touch.NO);
            return true;
        } catch (SessionTooLargeException tooLarge) {
            return false;
        }
    }
}
