package node.config;

import base.Limits;
import node.config.finding.Findings;
import node.json.Json;

/// Reads what an app says of its limits, each within the range that may be asked for.
///
/// `limits.cpu_ms` and `limits.subrequests` are wrangler's. `edgewise.limits.bodyBytesMax` (what a
/// request body may have) and `edgewise.limits.heapBytesMax` (what an isolate may hold) are ours.
final class LimitsReader {

    private static final long MIB = 1024 * 1024;

    private final Findings findings;

    LimitsReader(Findings findings) {
        this.findings = findings;
    }

    Limits read(Json.Fields settings) {
        Json.Fields wrangler = settings.fields("limits");
        Json.Fields ours = settings.fields("edgewise").fields("limits");
        Limits.Http http = Limits.DEFAULT.http();
        Limits.Invocation run = Limits.DEFAULT.invocation();
        long cpu = number(wrangler, "limits.cpu_ms", new Range(1, 300_000), run.cpuMillisMax());
        long subrequests =
                number(
                        wrangler,
                        "limits.subrequests",
                        new Range(0, 10_000_000),
                        run.subrequestsMax());
        long heap =
                number(
                        ours,
                        "edgewise.limits.heapBytesMax",
                        new Range(16 * MIB, 4096 * MIB),
                        run.heapBytesMax());
        long body =
                number(
                        ours,
                        "edgewise.limits.bodyBytesMax",
                        new Range(0, 1024 * 1024 * MIB),
                        http.bodyBytesMax());
        return new Limits(
                http(http, body), invocation(run, cpu, heap, subrequests), Limits.DEFAULT.lane());
    }

    private static Limits.Http http(Limits.Http all, long bodyBytesMax) {
        return new Limits.Http(
                all.requestLineBytesMax(),
                all.headerBytesMax(),
                bodyBytesMax,
                all.headMillisMax(),
                all.idleMillisMax(),
                all.stallMillisMax(),
                all.readAheadBytesMax(),
                all.connectionsMax());
    }

    private static Limits.Invocation invocation(
            Limits.Invocation all, long cpuMillisMax, long heapBytesMax, long subrequestsMax) {
        return new Limits.Invocation(
                cpuMillisMax,
                all.startupMillisMax(),
                heapBytesMax,
                all.afterMillisMax(),
                all.blockMillisMax(),
                Math.toIntExact(subrequestsMax),
                all.connectionsMax(),
                all.logBytesMax());
    }

    private long number(Json.Fields in, String path, Range range, long otherwise) {
        if (!(in.get(path.substring(path.lastIndexOf('.') + 1)) instanceof Json.Numeral number)) {
            return otherwise;
        }
        Long whole = number.whole();
        if (whole == null || whole < range.least() || whole > range.most()) {
            findings.fault(
                    number.place(),
                    "'%s' is %s; it is a whole number from %d to %d."
                            .formatted(path, number.digits(), range.least(), range.most()));
            return otherwise;
        }
        return whole;
    }

    private record Range(long least, long most) {}
}
