/** What the log is told. */
@org.jspecify.annotations.NullMarked
package dev.sojourn.log;
