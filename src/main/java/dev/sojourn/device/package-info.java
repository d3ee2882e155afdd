/**
 * From the headers of a request to a {@link dev.sojourn.Device}: the User-Agent, read by uap-java, refined by the client
 * hints of Chromium browsers.
 *
 * <p>For people who look at a list of sessions. It is no fingerprint and no base for a decision: a client can say anything.
 * What can't be told stays null; docs/decisions/device-labels.md says which labels these are. Of outside libraries this
 * package knows uap-java and, for its bounded cache, Caffeine; nothing of HTTP beyond names and values of headers.
 */
@NullMarked
package dev.sojourn.device;

import org.jspecify.annotations.NullMarked;
