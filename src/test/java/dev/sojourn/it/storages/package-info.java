/**
 * The whole WAR on a server with each storage in turn, the same test over HTTP for each; and what applications do about storages: sharing one, giving
 * a client or a store of their own, lacking a library.
 */
package dev.sojourn.it.storages;
