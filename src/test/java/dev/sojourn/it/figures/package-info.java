/** Measurements over HTTP that {@code benchmarks} runs; no part of the build's tests. */
@NullMarked
package dev.sojourn.it.figures;

import org.jspecify.annotations.NullMarked;
