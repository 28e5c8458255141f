package figures;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/// What a call costs that the isolate's thread waits for. The clock stands still in an isolate, so
/// requests with many calls are compared with requests without one, from outside.
final class BlockingOp implements Row {
    private static final int FEW = 200;
    private static final int MANY = 10_000;
    private static final double MICROS_MAX = 30;

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        try (var dev = new Dev(setting, List.of(setting.app("op")));
                Connection connection = dev.connect()) {
            for (int i = 0; i < setting.of(300, 50); i++) {
                micros(connection, FEW);
            }
            List<Double> none = new ArrayList<>();
            List<Double> few = new ArrayList<>();
            for (int i = 0; i < setting.of(500, 50); i++) {
                none.add(micros(connection, 0));
                few.add(micros(connection, FEW));
            }
            List<Double> many = new ArrayList<>();
            for (int i = 0; i < setting.of(10, 2); i++) {
                many.add(micros(connection, MANY));
            }
            return List.of(figure(Quantiles.of(none), Quantiles.of(few), Quantiles.of(many)));
        }
    }

    private static Figure figure(Quantiles none, Quantiles few, Quantiles many) {
        double p50 = (few.p50() - none.p50()) / FEW;
        double p90 = (few.at(0.9) - none.p50()) / FEW;
        double mean = (many.p50() - none.p50()) / MANY;
        return new Figure(
                "one blocking op, round trip (%d requests with %d calls, each less the median of requests without a call, by %d)"
                        .formatted(few.count(), FEW, FEW),
                "p50 ≤ 30 µs",
                "p50 %.1f µs, p90 %.1f µs; in requests of %,d calls %.1f µs"
                        .formatted(p50, p90, MANY, mean),
                Figure.Held.of(p50 <= MICROS_MAX));
    }

    private static double micros(Connection connection, int calls) throws IOException {
        long began = System.nanoTime();
        Answer answer = connection.get("op.localhost", "/?calls=" + calls);
        double micros = (System.nanoTime() - began) / 1e3;
        if (!answer.isOk()) {
            throw new IOException("status " + answer.status() + ": " + answer.text());
        }
        return micros;
    }
}
