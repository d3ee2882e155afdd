/** Tests of sessions in cookies: the seal byte by byte, and the rules with a clock driven by hand over a real denylist. */
@org.jspecify.annotations.NullMarked
package dev.sojourn.cookie;
