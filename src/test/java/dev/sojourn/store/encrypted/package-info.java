/** Tests of encryption at rest. */
@NullMarked
package dev.sojourn.store.encrypted;

import org.jspecify.annotations.NullMarked;
