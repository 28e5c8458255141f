package figures;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// Measures the rows that are named, or all. Called by `bench/figures`.
public final class Main {
    private static final Map<String, Row> ROWS = rows();

    private Main() {}

    private static Map<String, Row> rows() {
        var rows = new LinkedHashMap<String, Row>();
        rows.put("first-200", new FirstAnswer());
        rows.put("waiting", new Waiting());
        rows.put("op", new BlockingOp());
        rows.put("kill", new Kill());
        rows.put("loop", new Loop());
        rows.put("boot", new Boot());
        rows.put("isolates", new Isolates());
        rows.put("burst", new Burst());
        rows.put("bodies", new Bodies());
        rows.put("edits", new Edits());
        return rows;
    }

    /// `names`, or: root of the project, directory of results, `1` for a quick run, rows.
    public static void main(String[] args) throws IOException {
        if (args.length == 1 && args[0].equals("names")) {
            ROWS.keySet().forEach(System.out::println);
            return;
        }
        var setting = new Setting(Path.of(args[0]), Path.of(args[1]), args[2].equals("1"));
        List<String> names = List.of(args).subList(3, args.length);
        for (String name : names) {
            if (!ROWS.containsKey(name)) {
                System.err.println("bench: there is no row '" + name + "'; " + ROWS.keySet());
                System.exit(2);
            }
        }
        boolean whole = true;
        for (String name : names.isEmpty() ? ROWS.keySet() : names) {
            whole &= measure(name, setting);
        }
        System.exit(whole ? 0 : 1);
    }

    private static boolean measure(String name, Setting setting) throws IOException {
        System.err.println("bench: " + name);
        var lines = new ArrayList<String>();
        boolean measured = true;
        try {
            ROWS.get(name).measure(setting).forEach(figure -> lines.add(figure.line()));
        } catch (Exception e) {
            measured = false;
            lines.add("| " + name + " | | not measured: " + e + " | **no** |");
            e.printStackTrace();
        }
        lines.forEach(System.out::println);
        if (!setting.quick()) {
            Files.write(setting.results().resolve(name + ".md"), lines);
        }
        return measured;
    }
}
