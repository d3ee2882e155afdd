/** The rules that the code as a whole keeps: which package may use what, and a few things that nobody may use. */
@org.jspecify.annotations.NullMarked
package dev.sojourn.architecture;
