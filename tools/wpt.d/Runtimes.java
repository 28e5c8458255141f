import java.io.IOException;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/// The runtimes that `tools/wpt` found, by name.
record Runtimes(Map<String, Found> found) {

    static final String OURS = "edgewise";

    /// Those that tests are run under, in the order of the page.
    static final List<String> ALL = List.of(OURS, "deno", "node", "bun", "workerd");

    /// @param program where it is; of ours it says nothing
    record Found(String version, String program) {}

    /// Reads them of the environment: a line each, its name, version and program.
    static Runtimes ofEnvironment() {
        Map<String, Found> found = new LinkedHashMap<>();
        System.getenv("EDGEWISE_RUNTIMES")
                .lines()
                .map(line -> line.split(" ", 3))
                .forEach(words -> found.put(words[0], new Found(words[1], words[2])));
        return new Runtimes(found);
    }

    /// Throws `IllegalArgumentException` with a sentence when one cannot be run.
    void require(List<String> names) {
        for (String name : names) {
            if (!ALL.contains(name)) {
                throw new IllegalArgumentException(
                        "--under names '" + name + "'; it takes " + String.join(", ", ALL) + ".");
            }
            if (!found.containsKey(name)) {
                throw new IllegalArgumentException(
                        "There is no " + name + "; npm, which would bring it, did not.");
            }
        }
    }

    String version(String name) {
        return found.get(name).version();
    }

    /// What runs cases in one of them.
    Runner runner(String name, Path directory, AppWriter writer, Certificate certificate, Options options)
            throws IOException {
        if (name.equals(OURS)) {
            return new EdgewiseRunner(directory, writer, certificate, options.jobs());
        }
        return new EachAlone(
                program(name, certificate), directory.resolve(name), writer, options.jobs(), options.keep());
    }

    private Program program(String name, Certificate certificate) {
        String binary = found.get(name).program();
        return switch (name) {
            case "deno" -> ScriptProgram.deno(binary, certificate);
            case "node" -> ScriptProgram.node(binary, certificate);
            case "bun" -> ScriptProgram.bun(binary, certificate);
            default -> new WorkerdProgram(binary, certificate);
        };
    }
}
