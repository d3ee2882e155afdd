package dev.sojourn.it.mechanism.app;

import jakarta.annotation.Resource;
import jakarta.annotation.security.PermitAll;
import jakarta.annotation.security.RolesAllowed;
import jakarta.ejb.SessionContext;
import jakarta.ejb.Stateless;

/** An enterprise bean, guarded by the container. */
@Stateless
public class Vault {

    @Resource
    SessionContext context;

    /** For keepers only. */
    @RolesAllowed("keeper")
    public String open() {
        return "opened by " + context.getCallerPrincipal().getName();
    }

    /** For everybody: whether the caller is a keeper. */
    @PermitAll
    public boolean wouldOpen() {
        return context.isCallerInRole("keeper");
    }
}
