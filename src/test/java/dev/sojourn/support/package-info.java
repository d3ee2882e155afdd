/** What tests share: a clock driven by hand, engines over stores that can be stopped, and the tables in docs that tests write. No tests. */
@NullMarked
package dev.sojourn.support;

import org.jspecify.annotations.NullMarked;
