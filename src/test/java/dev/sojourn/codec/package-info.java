/** Tests of the stored format: round trips, fixtures of old bytes, hostile bytes. */
@NullMarked
package dev.sojourn.codec;

import org.jspecify.annotations.NullMarked;
