/**
 * The list of security statements (docs/security.md), tested from outside: a method {@code sNN_…} is for statement NN. All of them:
 * {@code ./mvnw verify -DskipUnitTests -Dit.test='*ChecklistIT'}.
 */
@org.jspecify.annotations.NullMarked
package dev.sojourn.it.security;
