/** Tests of the live feed: its queues and positions, and two nodes on one storage. */
@NullMarked
package dev.sojourn.feed;

import org.jspecify.annotations.NullMarked;
