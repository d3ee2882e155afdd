/** An application that brings one store too many. */
package dev.sojourn.it.storages.second;
