/** What an application of its own brings for its storage. */
package dev.sojourn.it.storages.app;
