/** What operators watch, without a server. */
@org.jspecify.annotations.NullMarked
package dev.sojourn.observe;
