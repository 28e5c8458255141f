package node.invoke;

import base.lane.LaneBreach;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.List;
import org.jspecify.annotations.Nullable;

/// Ids for what a child may refer to: a slot (20 bits) and its generation (11 bits), so that a
/// frame for something that is over is told from one for something that never was. No id is 0,
/// which stands for nothing. On one thread.
final class Slots<T> {
    private static final int SLOT_BITS = 20;
    private static final int SLOT_MASK = (1 << SLOT_BITS) - 1;
    private static final int GENERATION_MAX = (1 << 11) - 1;

    private final List<@Nullable T> values = new ArrayList<>();
    private final List<Integer> generations = new ArrayList<>();
    private final BitSet free = new BitSet();
    private int size;

    /// Gives it an id.
    int add(T value) {
        int slot = free.nextSetBit(0);
        if (slot < 0) {
            slot = values.size();
            if (slot > SLOT_MASK) {
                throw new IllegalStateException("more than a million invocations at once");
            }
            values.add(value);
            generations.add(1);
        } else {
            free.clear(slot);
            values.set(slot, value);
        }
        size++;
        return generations.get(slot) << SLOT_BITS | slot;
    }

    /// What has the id; null when it is over; a [LaneBreach] when it never was.
    @Nullable T get(int id) {
        int slot = slotOf(id);
        return generations.get(slot) == id >>> SLOT_BITS ? values.get(slot) : null;
    }

    /// Its id means nothing from now on.
    void remove(int id) {
        int slot = slotOf(id);
        values.set(slot, null);
        int generation = generations.get(slot);
        generations.set(slot, generation == GENERATION_MAX ? 1 : generation + 1);
        free.set(slot);
        size--;
    }

    private int slotOf(int id) {
        int slot = id & SLOT_MASK;
        if (id < 0 || slot >= values.size()) {
            throw new LaneBreach("There never was an invocation " + id + ".");
        }
        return slot;
    }

    int size() {
        return size;
    }

    /// All that are there.
    List<T> all() {
        var all = new ArrayList<T>();
        for (T value : values) {
            if (value != null) {
                all.add(value);
            }
        }
        return all;
    }
}
