package dev.sojourn.it.embedded.app;

import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;

/** Has the path of one of Sojourn's resources. */
@Path("session")
public class OwnSessionResource {

    /** Answers a text. */
    @GET
    public String get() {
        return "a session of the conference";
    }
}
