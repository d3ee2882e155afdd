/** An application without Sojourn that looks at the server. */
@org.jspecify.annotations.NullMarked
package dev.sojourn.it.embedded.probe;
