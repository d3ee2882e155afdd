/** What the WAR on the nodes has more than the product. */
@org.jspecify.annotations.NullMarked
package dev.sojourn.it.security.nodes.app;
