/**
 * Checks credentials against the application's Jakarta Security identity stores, within the limits of login attempts; makes
 * the session the container's caller where that is wanted; and brings the accounts of {@code sojourn.users} as an identity
 * store of its own, which is off until there are any.
 */
@NullMarked
package dev.sojourn.security;

import org.jspecify.annotations.NullMarked;
