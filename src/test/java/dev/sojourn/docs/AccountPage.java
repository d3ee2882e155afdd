package dev.sojourn.docs;

// docs:begin
import dev.sojourn.Session;
import dev.sojourn.SessionManager;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.POST;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;

@Path("account")
@Produces("text/plain")
@RequestScoped
public class AccountPage {

    @Inject
    SessionManager sessions;

    @Inject
    Session session; // the live session of the current request

    @GET
    public String show() {
        int devices = sessions.sessionsOf(session.principal()).size();
        String theme = session.attributes().get("theme", String.class).orElse("light");
        return session.principal() + " is signed in on " + devices + " devices, theme " + theme + "\n";
    }

    /** Whatever happens to a password, nobody who knew the old one stays signed in. */
    @POST
    @Path("password")
    public String changePassword(String newPassword) {
        // ... store the new password first
        int ended = sessions.accountChanged(session.principal(), session.key());
        return "signed out on " + ended + " other devices\n";
    }
}
// docs:end
