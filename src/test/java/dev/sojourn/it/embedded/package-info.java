/** The jar of classes in another application's WAR. */
@org.jspecify.annotations.NullMarked
package dev.sojourn.it.embedded;
