/** The composition root without a container: which storage is chosen, and what is said when one cannot be had. */
package dev.sojourn.cdi;
