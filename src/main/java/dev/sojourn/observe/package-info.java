/**
 * What operators watch: health checks of MicroProfile Health, where the server has it. Not the REST API's own {@code /api/health}, which is
 * there on every server.
 */
@NullMarked
package dev.sojourn.observe;

import org.jspecify.annotations.NullMarked;
