/** Statements about time, and about what an application does: the WAR with {@link dev.sojourn.it.security.app} in it. */
@org.jspecify.annotations.NullMarked
package dev.sojourn.it.security.clock;
