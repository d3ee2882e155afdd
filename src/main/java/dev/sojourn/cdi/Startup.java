package dev.sojourn.cdi;

import jakarta.inject.Inject;
import jakarta.servlet.ServletContextEvent;
import jakarta.servlet.ServletContextListener;

/**
 * Starts Sojourn with the web application; what it throws keeps the application from starting, on every server. Declared where
 * the filter is: in the jar's web-fragment.xml and the WAR's web.xml.
 *
 * <p>Not an observer of CDI's own start: to a jar in WEB-INF/lib Payara announces that before there is a web application.
 */
public class Startup implements ServletContextListener {

    @Inject
    ContextPath path;

    @Inject
    Lifecycle lifecycle;

    /** Made by the container. */
    public Startup() {}

    @Override
    public void contextInitialized(ServletContextEvent event) {
        path.set(event.getServletContext().getContextPath());
        lifecycle.start();
    }
}
