/** What the tests put into the WAR beside Sojourn: a clock that can be moved, and an application. Runs in the server. */
@org.jspecify.annotations.NullMarked
package dev.sojourn.it.security.app;
