package figures;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/// SIGKILL for the child while clients keep it busy.
final class Kill implements Row {
    private static final int CLIENTS = 64;
    private static final double MILLIS_MAX = 500;

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        int kills = setting.of(10, 2);
        List<Long> times = new ArrayList<>();
        try (var origin = new Origin(0);
                var dev = new Dev(setting, List.of(setting.app("kill")))) {
            var target =
                    new Load.Target("kill", id -> "/?id=" + id + "&origin=" + origin.address());
            List<Load.Sent> sent;
            try (var load = new Load(dev, target, CLIENTS, 0)) {
                for (int i = 0; i < kills; i++) {
                    Thread.sleep(3000);
                    ProcessHandle child = dev.child();
                    times.add(System.nanoTime());
                    child.destroyForcibly();
                }
                Thread.sleep(3000);
                load.close();
                sent = load.sent();
            }
            return List.of(figure(times, sent, origin));
        }
    }

    private static Figure figure(List<Long> times, List<Load.Sent> sent, Origin origin) {
        List<Double> waits = new ArrayList<>();
        Counts counts = new Counts();
        for (long time : times) {
            Set<String> known = isolatesUntil(time, sent);
            waits.add(nextAnswer(time, known, sent));
            sent.stream().filter(s -> s.at() < time && s.end() > time).forEach(s -> counts.add(s, known));
        }
        long twice = origin.asked().values().stream().filter(n -> n > 1).count();
        long elsewhere =
                sent.stream().filter(s -> !s.isOk()).count() - counts.refused - counts.cut;
        Quantiles next = Quantiles.of(waits);
        boolean held =
                next.max() <= MILLIS_MAX && twice == 0 && counts.other == 0 && elsewhere == 0;
        return new Figure(
                "`kill -9` of the child under load (%d times, %d connections)"
                        .formatted(times.size(), CLIENTS),
                "next 200 within 500 ms; unstarted retried, started 503 or cut, none started twice",
                "next 200 after median %.0f ms, max %.0f ms; of %d under way %d retried, %d answered before, %d got 503, %d cut, %d otherwise; other failures %d; started twice %d (of %,d)"
                        .formatted(
                                next.p50(),
                                next.max(),
                                counts.sum(),
                                counts.retried,
                                counts.before,
                                counts.refused,
                                counts.cut,
                                counts.other,
                                elsewhere,
                                twice,
                                origin.asked().size()),
                Figure.Held.of(held));
    }

    /// What became of the requests that were under way.
    private static final class Counts {
        int retried;
        int before;
        int refused;
        int cut;
        int other;

        void add(Load.Sent sent, Set<String> known) {
            switch (sent.status()) {
                case 200 -> {
                    if (known.contains(isolate(sent))) {
                        before++;
                    } else {
                        retried++;
                    }
                }
                case 503 -> refused++;
                case 0 -> cut++;
                default -> other++;
            }
        }

        int sum() {
            return retried + before + refused + cut + other;
        }
    }

    /// The isolates that had answered by then: those of the child that was killed and of earlier ones.
    private static Set<String> isolatesUntil(long time, List<Load.Sent> sent) {
        Set<String> known = new HashSet<>();
        sent.stream().filter(s -> s.isOk() && s.end() <= time).forEach(s -> known.add(isolate(s)));
        return known;
    }

    private static double nextAnswer(long time, Set<String> known, List<Load.Sent> sent) {
        return sent.stream()
                .filter(s -> s.isOk() && s.end() > time && !known.contains(isolate(s)))
                .mapToDouble(s -> (s.end() - time) / 1e6)
                .min()
                .orElse(Double.POSITIVE_INFINITY);
    }

    private static String isolate(Load.Sent sent) {
        return sent.text().replace(".", "");
    }
}
