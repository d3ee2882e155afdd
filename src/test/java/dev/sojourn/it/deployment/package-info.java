/** Tests with a deployment of their own each: they are few, because every one costs a start of Payara Micro. */
@org.jspecify.annotations.NullMarked
package dev.sojourn.it.deployment;
