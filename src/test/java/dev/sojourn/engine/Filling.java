package dev.sojourn.engine;

import dev.sojourn.AttributeChanges;
import dev.sojourn.IssuedSession;
import dev.sojourn.SessionTooLargeException;
import dev.sojourn.Touch;
import dev.sojourn.support.EngineFixture;

/** Sessions as large as they may be. */
final class Filling {

    private Filling() {}

    /** A session to which not one more byte can be added. */
    static IssuedSession toTheBrim(EngineFixture fixture, int maxBytes) {
        IssuedSession issued = fixture.login("alice");
        for (int length = maxBytes; length > 0; length--) {
            try {
                fixture.engine()
                        .update(
                                issued.token().key(),
                                AttributeChanges.none().put("fill", "x".repeat(length)),
                                Touch.NO);
                return issued;
            } catch (SessionTooLargeException tooLarge) {
                continue;
            }
        }
        throw new AssertionError("nothing fits");
    }
}
