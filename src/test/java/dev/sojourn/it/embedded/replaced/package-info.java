/** Beans of an application that take the place of Sojourn's own. They run in the server. */
@org.jspecify.annotations.NullMarked
package dev.sojourn.it.embedded.replaced;
