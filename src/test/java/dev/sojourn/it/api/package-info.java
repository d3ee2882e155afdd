/** The HTTP contract of the built WAR, call by call, as a client sees it; numbers in comments are those of the security statements. */
@org.jspecify.annotations.NullMarked
package dev.sojourn.it.api;
