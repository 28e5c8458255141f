package node.terminal;

import base.meter.MeterRecord;
import node.json.JsonWriter;

/// Figures as JSON, the same wherever they are shown.
final class MeterFields {
    private MeterFields() {}

    static void write(MeterRecord usage, JsonWriter out) {
        out.put("app", usage.app())
                .put("version", usage.version())
                .put("cpuMicros", usage.cpuMicros())
                .put("wallMicros", usage.wallMicros())
                .put("subrequests", usage.subrequests())
                .put("bytesIn", usage.bytesIn())
                .put("bytesOut", usage.bytesOut())
                .put("outcome", usage.outcome().word());
    }

    static void write(Entry.Loaded loaded, JsonWriter out) {
        out.put("takeMicros", loaded.takeMicros())
                .put("loadMicros", loaded.loadMicros())
                .put("cached", loaded.cached());
    }
}
