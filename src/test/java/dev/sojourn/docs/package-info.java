/** The Java examples of README.md and docs/, compiled, and the test that holds the documents to the code. */
@org.jspecify.annotations.NullMarked
package dev.sojourn.docs;
