/**
 * The edge towards HTTP: the filter, the cookies, the check of unsafe requests, the client's address, and the session of the
 * current request for injection.
 *
 * <p>It knows the API, the events and the settings; it decides nothing about sessions' lives, which is the
 * {@link dev.sojourn.SessionManager}'s business. The rules stand in plain classes; only {@link dev.sojourn.web.SessionFilter},
 * {@link dev.sojourn.web.RequestSession} and {@link dev.sojourn.web.WebProducers} know CDI. Of outside libraries: Servlet, CDI, and JSON-P for problem bodies.
 */
@NullMarked
package dev.sojourn.web;

import org.jspecify.annotations.NullMarked;
