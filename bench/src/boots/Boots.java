package boots;

import isolate.v8.Engine;
import isolate.v8.Isolate;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/// Boots isolates in a process of its own, with the child's own jars: `Boots NATIVES COUNT`. Prints
/// the middle and the 99th percentile of the boots in microseconds, and the resident bytes of each
/// isolate that is kept.
public final class Boots {
    private static final int WARM = 300;
    private static final long PAGE_BYTES = 4096;

    private Boots() {}

    /// See the class.
    public static void main(String[] args) throws IOException {
        Engine engine = Engine.load(Path.of(args[0]), false);
        int count = Integer.parseInt(args[1]);
        for (int i = 0; i < WARM; i++) {
            Isolate.boot(engine).close();
        }
        System.gc();
        List<Isolate> kept = new ArrayList<>();
        long[] micros = new long[count];
        long before = residentBytes();
        for (int i = 0; i < count; i++) {
            long began = System.nanoTime();
            kept.add(Isolate.boot(engine));
            micros[i] = (System.nanoTime() - began) / 1000;
        }
        long each = (residentBytes() - before) / count;
        Arrays.sort(micros);
        System.out.println(micros[count / 2] + " " + micros[count - 1 - count / 100] + " " + each);
        Runtime.getRuntime().halt(kept.size() == count ? 0 : 1);
    }

    private static long residentBytes() throws IOException {
        return Long.parseLong(Files.readString(Path.of("/proc/self/statm")).split(" ", 3)[1])
                * PAGE_BYTES;
    }
}
