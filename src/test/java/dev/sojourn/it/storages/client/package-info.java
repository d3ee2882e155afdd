/** An application that gives Sojourn its own Redis client. */
package dev.sojourn.it.storages.client;
