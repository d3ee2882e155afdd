/**
 * The HTTP contract: JAX-RS resources under {@code /api}, JSON in and out, errors as problem+json.
 *
 * <p>Off unless {@code sojourn.rest.enabled}. Only {@link dev.sojourn.rest.ApiRoot} has a path of its own, so that an
 * application which scans for resources is given nothing else, and its own resources go before it.
 */
@NullMarked
package dev.sojourn.rest;

import org.jspecify.annotations.NullMarked;
