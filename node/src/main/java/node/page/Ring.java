package node.page;

import node.terminal.Entry;
import org.jspecify.annotations.Nullable;

/// The last entries, numbered from 1 on; older ones make room. Records are kept as they come, and
/// turned into text only when somebody looks. Used on the event loop.
final class Ring {
    static final int ENTRIES_MAX = 500;

    /// In the characters that entries weigh.
    static final int WEIGHT_MAX = 2 * 1024 * 1024;

    private final @Nullable Entry[] entries = new Entry[ENTRIES_MAX];
    private final long[] times = new long[ENTRIES_MAX];
    private long first = 1;
    private long next = 1;
    private int weight;

    /// Keeps an entry; one that is too large by itself is numbered only.
    void add(Entry entry, long epochMillis) {
        int more = entry.weight();
        while (first < next && (next - first == ENTRIES_MAX || weight + more > WEIGHT_MAX)) {
            drop();
        }
        if (more <= WEIGHT_MAX) {
            entries[at(next)] = entry;
            times[at(next)] = epochMillis;
            weight += more;
        } else {
            first = next + 1;
        }
        next++;
    }

    private void drop() {
        Entry entry = entries[at(first)];
        weight -= entry == null ? 0 : entry.weight();
        entries[at(first)] = null;
        first++;
    }

    private static int at(long number) {
        return (int) (number % ENTRIES_MAX);
    }

    /// The number of the oldest entry that is kept.
    long first() {
        return first;
    }

    /// The number that the next entry gets.
    long next() {
        return next;
    }

    /// An entry by its number, from [#first()] to before [#next()].
    Entry get(long number) {
        Entry entry = entries[at(number)];
        if (entry == null) {
            throw new IllegalArgumentException("entry " + number + " is not kept");
        }
        return entry;
    }

    /// When an entry came.
    long time(long number) {
        return times[at(number)];
    }
}
