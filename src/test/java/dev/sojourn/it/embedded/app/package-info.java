/** A small application that has Sojourn in its WEB-INF/lib and uses it as a stranger would. Runs in the server. */
@org.jspecify.annotations.NullMarked
package dev.sojourn.it.embedded.app;
