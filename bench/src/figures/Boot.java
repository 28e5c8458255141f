package figures;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;

/// How long the boot of an isolate with the whole prelude takes, and what it weighs.
final class Boot implements Row {
    private static final double BOOT_MILLIS_MAX = 1.5;
    private static final double MEGABYTES_MAX = 2.0;

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        Path built = setting.root().resolve("node/target/edgewise");
        int count = setting.of(200, 20);
        String[] figures = run(setting, built, count).split(" ");
        double p50 = Double.parseDouble(figures[0]) / 1000;
        double p99 = Double.parseDouble(figures[1]) / 1000;
        double megabytes = Double.parseDouble(figures[2]) / 1e6;
        return List.of(
                new Figure(
                        "an isolate booted with the whole prelude (" + count + " times)",
                        "≤ 1.5 ms",
                        "p50 %.2f ms, p99 %.2f ms".formatted(p50, p99),
                        Figure.Held.of(p50 <= BOOT_MILLIS_MAX)),
                new Figure(
                        "resident memory of such an isolate (" + count + " at once)",
                        "≤ 2.0 MB",
                        "%.2f MB".formatted(megabytes),
                        Figure.Held.of(megabytes <= MEGABYTES_MAX)));
    }

    private static String run(Setting setting, Path built, int count)
            throws IOException, InterruptedException {
        Process process =
                new ProcessBuilder(
                                Path.of(System.getProperty("java.home"), "bin/java").toString(),
                                "-XX:+UseSerialGC",
                                "-Xms64m",
                                "--enable-native-access=ALL-UNNAMED",
                                "-cp",
                                built.resolve("child") + "/*",
                                setting.root().resolve("bench/src/boots/Boots.java").toString(),
                                built.resolve("native").toString(),
                                String.valueOf(count))
                        .redirectError(ProcessBuilder.Redirect.INHERIT)
                        .start();
        String out =
                new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
        if (process.waitFor() != 0 || out.isEmpty()) {
            throw new IOException("The boots ended with " + process.exitValue() + ".");
        }
        return out;
    }
}
