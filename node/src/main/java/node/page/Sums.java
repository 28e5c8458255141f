package node.page;

import node.json.JsonWriter;
import node.terminal.Entry;

/// What the requests of one app come to: in all, and over the last minutes. Used on the event loop;
/// adding allocates nothing once its slots are there.
final class Sums {
    static final int SLOT_MILLIS = 2_000;

    /// Five minutes.
    static final int SLOTS = 150;

    private final Slot[] slots = new Slot[SLOTS];
    private long requests;
    private long errors;
    private long cpuMicros;

    /// A part of the last minutes.
    private static final class Slot {
        private final Durations durations = new Durations();
        private long number;
        private int errors;

        Slot(long number) {
            this.number = number;
        }

        void begin(long now) {
            number = now;
            errors = 0;
            durations.clear();
        }
    }

    /// Counts a request.
    void add(Entry.Request request) {
        boolean failed = failed(request);
        requests++;
        errors += failed ? 1 : 0;
        cpuMicros += Math.max(0, request.cpuMicros());
        long number = (request.epochMillis() + request.wallMicros() / 1_000) / SLOT_MILLIS;
        Slot slot = slots[(int) (number % SLOTS)];
        if (slot == null) {
            slot = new Slot(number);
            slots[(int) (number % SLOTS)] = slot;
        } else if (slot.number != number) {
            slot.begin(number);
        }
        slot.durations.add(request.wallMicros());
        slot.errors += failed ? 1 : 0;
    }

    /// Whoever left before the answer did not see a fault.
    private static boolean failed(Entry.Request request) {
        return switch (request.outcome()) {
            case "ok" -> request.status() >= 500;
            case "canceled" -> false;
            default -> true;
        };
    }

    /// Writes the sums, and the slots that are not older than one.
    void fields(long nowMillis, long sinceSlot, JsonWriter out) {
        long now = nowMillis / SLOT_MILLIS;
        var all = new Durations();
        for (Slot slot : slots) {
            if (slot != null && slot.number > now - SLOTS) {
                all.add(slot.durations);
            }
        }
        out.put("requests", requests).put("errors", errors).put("cpuMicros", cpuMicros);
        out.put("p50", all.percentile(0.5)).put("p95", all.percentile(0.95));
        out.list("slots");
        for (long number = Math.max(sinceSlot, now - SLOTS + 1); number <= now; number++) {
            Slot slot = slots[(int) (number % SLOTS)];
            if (slot != null && slot.number == number) {
                slot(slot, out);
            }
        }
        out.endList();
    }

    /// As a list of five: number, requests, errors, p50 and p95.
    private static void slot(Slot slot, JsonWriter out) {
        out.list()
                .item(slot.number)
                .item(slot.durations.count())
                .item(slot.errors)
                .item(slot.durations.percentile(0.5))
                .item(slot.durations.percentile(0.95))
                .endList();
    }
}
