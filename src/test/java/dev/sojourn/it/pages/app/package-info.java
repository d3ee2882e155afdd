/** What is deployed beside the pages for their pictures. */
@org.jspecify.annotations.NullMarked
package dev.sojourn.it.pages.app;
