package dev.sojourn.store.redis;

import java.util.Arrays;

/**
 * A place in a sorted set.
 *
 * @param score what the set is sorted by
 * @param member the encoded id of a session; not changed by anybody
 */
@SuppressWarnings("ArrayRecordComponent") // compared by content here
record Entry(long score, byte[] member) implements Comparable<Entry> {

    @Override
    public int compareTo(Entry other) {
        int byScore = Long.compare(score, other.score);
        return byScore != 0 ? byScore : Arrays.compareUnsigned(member, other.member);
    }

    @Override
    public boolean equals(Object other) {
        return other instanceof Entry that && compareTo(that) == 0;
    }

    @Override
    public int hashCode() {
        return 31 * Long.hashCode(score) + Arrays.hashCode(member);
    }
}
