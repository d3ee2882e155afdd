/** Tests of the pages in headless Chromium, against the built WAR in a real server. */
@org.jspecify.annotations.NullMarked
package dev.sojourn.it.pages;
