/**
 * What Sojourn tells the log: each message has a number that stays, a level and a text, in one list. They go to {@link java.lang.System.Logger}, under the name of
 * the package that speaks. Not the history of sessions, and not the events: those are for programs.
 *
 * <p>Levels: {@code ERROR} is for somebody to act on, {@code WARNING} for somebody to look at, {@code INFO} for what is worth knowing later,
 * {@code DEBUG} for whoever looks for a cause. No message has a secret, but for
 * the password that the profile {@code dev} generates to be read there; a key is shortened.
 */
@NullMarked
package dev.sojourn.log;

import org.jspecify.annotations.NullMarked;
