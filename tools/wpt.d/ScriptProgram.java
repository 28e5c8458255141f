import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// Deno, Node and Bun: `process.js` runs the test and leaves what came of it in a file.
///
/// @param words the program with its options
record ScriptProgram(List<String> words, Map<String, String> environment) implements Program {

    private static final String ANSWER = "outcome.txt";
    private static final int TAIL = 300;

    static ScriptProgram deno(String binary, Certificate certificate) {
        return new ScriptProgram(
                List.of(binary, "run", "--allow-all", "--no-check", "--quiet",
                        "--cert=" + certificate.certificate()),
                Map.of("NO_COLOR", "1", "DENO_NO_UPDATE_CHECK", "1"));
    }

    static ScriptProgram node(String binary, Certificate certificate) {
        return new ScriptProgram(List.of(binary), trusting(certificate));
    }

    static ScriptProgram bun(String binary, Certificate certificate) {
        return new ScriptProgram(List.of(binary, "run"), trusting(certificate));
    }

    private static Map<String, String> trusting(Certificate certificate) {
        return Map.of("NODE_EXTRA_CA_CERTS", certificate.certificate().toString(), "NO_COLOR", "1");
    }

    @Override
    public Outcome run(Path app, Case run) throws IOException, InterruptedException {
        List<String> command = new ArrayList<>(words);
        command.addAll(List.of("process.js", ANSWER));
        Path log = app.resolve(Child.LOG);
        var builder =
                Child.prepare(app, command, environment)
                        .redirectErrorStream(true)
                        .redirectOutput(log.toFile());
        try (Child child = Child.start(builder)) {
            if (!child.ends(run)) {
                return Outcome.none(run, "HUNG", "The process did not end.");
            }
        }
        Path answer = app.resolve(ANSWER);
        return Files.exists(answer)
                ? Outcome.read(run, Files.readString(answer))
                : Outcome.none(run, "LOST", tail(log));
    }

    /// The end of what it printed.
    private static String tail(Path log) throws IOException {
        String text = new String(Files.readAllBytes(log), java.nio.charset.StandardCharsets.UTF_8);
        return text.substring(Math.max(0, text.length() - TAIL));
    }
}
