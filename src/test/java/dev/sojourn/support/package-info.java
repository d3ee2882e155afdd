/** What tests share: a clock driven by hand. No tests. */
@NullMarked
package dev.sojourn.support;

import org.jspecify.annotations.NullMarked;
