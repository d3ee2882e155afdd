package dev.sojourn.it.mechanism.app;

import jakarta.annotation.security.RolesAllowed;
import jakarta.enterprise.context.RequestScoped;
import jakarta.inject.Inject;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.Path;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.SecurityContext;

/** A REST resource, guarded by JAX-RS and the enterprise bean behind it. */
@Path("vault")
@Produces("text/plain")
@RequestScoped
public class VaultResource {

    @Inject
    Vault vault;

    @Context
    SecurityContext caller;

    /** For keepers only. */
    @GET
    @Path("keepers")
    @RolesAllowed("keeper")
    public String keepers() {
        return caller.getUserPrincipal().getName() + " " + caller.isUserInRole("keeper") + " " + vault.open();
    }

    /** For everybody. */
    @GET
    @Path("door")
    public String door() {
        return String.valueOf(vault.wouldOpen());
    }
}
