/** Tests of the built WAR in a real server, Payara Micro or WildFly, whichever the build's profile names. */
@org.jspecify.annotations.NullMarked
package dev.sojourn.it;
