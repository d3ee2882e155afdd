/**
 * What operators watch: counts of what happens on this node, as {@link dev.sojourn.SessionStatistics} on every server, and as metrics of MicroProfile
 * Metrics and health checks of MicroProfile Health where the server has these. Not the REST API's {@code /api/health} and {@code
 * /api/admin/statistics}, which show the same.
 *
 * <p>A class here that uses an optional interface is used by nobody by its name: a server without that interface cannot load it, and skips the bean.
 */
@NullMarked
package dev.sojourn.observe;

import org.jspecify.annotations.NullMarked;
