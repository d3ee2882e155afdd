/** Statements about several nodes, and about production: Payara Micro processes of their own. */
@org.jspecify.annotations.NullMarked
package dev.sojourn.it.security.nodes;
