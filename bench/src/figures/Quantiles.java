package figures;

import java.util.Arrays;
import java.util.Collection;

/// Values in order.
record Quantiles(double[] sorted) {

    static Quantiles of(double[] values) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return new Quantiles(sorted);
    }

    static Quantiles of(Collection<? extends Number> values) {
        return of(values.stream().mapToDouble(Number::doubleValue).toArray());
    }

    /// The least value that so great a part of all do not exceed.
    double at(double part) {
        if (sorted.length == 0) {
            return Double.NaN;
        }
        int index = (int) Math.ceil(part * sorted.length) - 1;
        return sorted[Math.clamp(index, 0, sorted.length - 1)];
    }

    double p50() {
        return at(0.5);
    }

    double p99() {
        return at(0.99);
    }

    double max() {
        return at(1);
    }

    int count() {
        return sorted.length;
    }

    /// Middle and end of values in milliseconds.
    String millis() {
        return "p50 %.2f ms, p99 %.2f ms".formatted(p50(), p99());
    }
}
