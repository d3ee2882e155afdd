/**
 * Records to bytes and back, with a format number, in MessagePack.
 *
 * <p>Two layers: the bodies that only the engine reads ({@link dev.sojourn.codec.SessionBody} and the others), and the
 * envelope ({@link dev.sojourn.codec.RecordCodec}) for storages that keep a record as one value. Bytes that cannot
 * be read give {@link dev.sojourn.codec.UnreadableRecordException} and nothing else. Never Java serialization. A release
 * writes the format that the release before it can read.
 */
@NullMarked
package dev.sojourn.codec;

import org.jspecify.annotations.NullMarked;
