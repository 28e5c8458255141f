package node.page;

/// How long requests took, as counts in buckets, four to each power of two: a percentile is told
/// within an eighth of its value. Used on the event loop.
final class Durations {
    private static final int PER_DOUBLING = 4;

    /// Everything above 2^36 µs, some 19 hours, is counted there.
    private static final int EXPONENT_MAX = 36;

    private static final int BUCKETS = EXPONENT_MAX * PER_DOUBLING;

    private final int[] buckets = new int[BUCKETS];
    private int count;

    void add(long micros) {
        buckets[bucket(micros)]++;
        count++;
    }

    private static int bucket(long micros) {
        if (micros < PER_DOUBLING) {
            return (int) Math.max(0, micros);
        }
        int exponent = 63 - Long.numberOfLeadingZeros(micros);
        int quarter = (int) (micros >>> (exponent - 2)) & (PER_DOUBLING - 1);
        return Math.min(BUCKETS - 1, (exponent - 1) * PER_DOUBLING + quarter);
    }

    /// The middle of a bucket.
    private static long micros(int bucket) {
        if (bucket < PER_DOUBLING) {
            return bucket;
        }
        int exponent = bucket / PER_DOUBLING + 1;
        long quarter = 1L << (exponent - 2);
        return (PER_DOUBLING + bucket % PER_DOUBLING) * quarter + quarter / 2;
    }

    void add(Durations other) {
        for (int i = 0; i < BUCKETS; i++) {
            buckets[i] += other.buckets[i];
        }
        count += other.count;
    }

    void clear() {
        java.util.Arrays.fill(buckets, 0);
        count = 0;
    }

    int count() {
        return count;
    }

    /// How long all but the slowest took; 0 where there are none.
    ///
    /// @param part of them that are as fast or faster, 0 to 1
    long percentile(double part) {
        long rank = Math.max(1, (long) Math.ceil(part * count));
        long seen = 0;
        for (int i = 0; i < BUCKETS; i++) {
            seen += buckets[i];
            if (seen >= rank) {
                return micros(i);
            }
        }
        return 0;
    }
}
