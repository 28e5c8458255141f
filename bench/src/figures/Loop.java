package figures;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Predicate;

/// An endless loop in one app while another one in the same child is asked.
final class Loop implements Row {
    private static final int CLIENTS = 20;
    private static final long EVERY_NANOS = TimeUnit.MILLISECONDS.toNanos(20);
    private static final double LIMIT_MILLIS = 200;
    private static final double OVER_MILLIS_MAX = 200;

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        try (var dev = new Dev(setting, List.of(setting.app("loop"), setting.app("neighbour")))) {
            dev.get("loop", "/");
            dev.get("neighbour", "/");
            Figure paced = measure(setting, dev, EVERY_NANOS);
            Figure full = measure(setting, dev, 0);
            return List.of(paced, Figure.told(full.what(), full.figure()));
        }
    }

    /// A loop that was asked for.
    private record Stop(long began, long end, Answer answer) {
        double overMillis() {
            return (end - began) / 1e6 - LIMIT_MILLIS;
        }

        boolean isNamed() {
            return answer.status() == 503 && answer.text().contains("CPU limit exceeded");
        }
    }

    private static Figure measure(Setting setting, Dev dev, long everyNanos) throws Exception {
        long child = dev.child().pid();
        List<Stop> stops = new ArrayList<>();
        List<Load.Sent> sent;
        long warm = System.nanoTime() + TimeUnit.SECONDS.toNanos(setting.of(3, 1));
        try (var load = new Load(dev, new Load.Target("neighbour", _ -> "/"), CLIENTS, everyNanos)) {
            Thread.sleep(setting.of(13_000, 3000));
            for (int i = 0; i < setting.of(20, 4); i++) {
                long began = System.nanoTime();
                Answer answer = dev.get("loop", "/loop");
                stops.add(new Stop(began, System.nanoTime(), answer));
                Thread.sleep(100);
            }
            load.close();
            sent = load.sent();
        }
        boolean sameChild = dev.child().pid() == child;
        return figure(stops, sent.stream().filter(s -> s.at() > warm).toList(), sameChild, everyNanos);
    }

    private static Figure figure(
            List<Stop> stops, List<Load.Sent> sent, boolean sameChild, long everyNanos) {
        Quantiles over = Quantiles.of(stops.stream().map(Stop::overMillis).toList());
        long first = stops.getFirst().began();
        Quantiles before = millis(sent, s -> s.end() < first);
        Quantiles during =
                millis(
                        sent,
                        s -> stops.stream().anyMatch(l -> s.end() > l.began() && s.at() < l.end()));
        long failed = sent.stream().filter(s -> !s.isOk()).count();
        boolean named = stops.stream().allMatch(Stop::isNamed);
        boolean held = over.max() <= OVER_MILLIS_MAX && named && failed == 0 && sameChild;
        String load =
                everyNanos == 0
                        ? "as many requests as it answers"
                        : "%,d requests/s".formatted(CLIENTS * 1_000_000_000L / everyNanos);
        return new Figure(
                "`for(;;){}` in one app (limit 200 ms of CPU, %d times), another in the same child under load (%s)"
                        .formatted(stops.size(), load),
                "stopped within its limit + 200 ms, named; the neighbour loses nothing",
                "stopped limit + median %.0f ms, max %.0f ms, %s; neighbour: %d of %,d failed, before %s, during %s; %s child"
                        .formatted(
                                over.p50(),
                                over.max(),
                                named ? "named" : "**not named**",
                                failed,
                                sent.size(),
                                before.millis(),
                                during.millis(),
                                sameChild ? "same" : "**another**"),
                Figure.Held.of(held));
    }

    private static Quantiles millis(List<Load.Sent> sent, Predicate<Load.Sent> which) {
        return Quantiles.of(sent.stream().filter(which).map(Load.Sent::millis).toList());
    }
}
