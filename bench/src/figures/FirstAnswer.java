package figures;

import java.io.IOException;
import java.net.ServerSocket;
import java.util.ArrayList;
import java.util.List;

/// From the command to the first 200, the tree being built.
final class FirstAnswer implements Row {
    private static final long POLL_MILLIS = 3;
    private static final long MILLIS_MAX = 20_000;

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        start(setting);
        List<Double> starts = new ArrayList<>();
        for (int i = 0; i < setting.of(10, 3); i++) {
            starts.add(start(setting));
        }
        Quantiles all = Quantiles.of(starts);
        return List.of(
                new Figure(
                        "`./edgewise dev examples/hello`, built tree, to first 200 (%d starts)"
                                .formatted(all.count()),
                        "≤ 1.2 s",
                        "median %.2f s, max %.2f s".formatted(all.p50() / 1000, all.max() / 1000),
                        Figure.Held.of(all.max() <= 1200)));
    }

    private static double start(Setting setting) throws Exception {
        int port = freePort();
        var apps = List.of(setting.root().resolve("examples/hello"));
        long began = System.nanoTime();
        Process process = Dev.start(setting, apps, List.of("--port", String.valueOf(port)));
        try {
            while (!answers(port)) {
                if (!process.isAlive() || Dev.millisSince(began) > MILLIS_MAX) {
                    throw new IOException("no answer; see edgewise.out");
                }
                Thread.sleep(POLL_MILLIS);
            }
            return Dev.millisSince(began);
        } finally {
            Dev.stop(process);
        }
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean answers(int port) {
        try (var connection = new Connection(port)) {
            return connection.get("localhost", "/").isOk();
        } catch (IOException e) {
            return false;
        }
    }
}
