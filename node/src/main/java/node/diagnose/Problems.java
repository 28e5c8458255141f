package node.diagnose;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Collectors;
import node.bundle.Diagnostic;
import node.bundle.SourcePlace;
import node.config.Finding;
import org.jspecify.annotations.Nullable;

/// Makes problems of what the parts of a node report. Any thread may call.
public final class Problems {

    /// A source beyond this is not read for a code frame.
    private static final long SOURCE_BYTES_MAX = 8 * 1024 * 1024;

    private Problems() {}

    /// Of a build that failed, or its warnings; the sources are read for their frames.
    ///
    /// @param directory what the diagnostics are relative to
    public static List<Problem> ofBuild(
            String title, List<Diagnostic> diagnostics, Path directory) {
        return diagnostics.stream().map(each -> ofBuild(title, each, directory)).toList();
    }

    private static Problem ofBuild(String title, Diagnostic diagnostic, Path directory) {
        SourcePlace place = diagnostic.place();
        CodeFrame frame = place.line() == 0 ? null : frame(diagnostic, directory);
        return new Problem(
                ErrorCode.BUILD_FAILED,
                title,
                diagnostic.message(),
                place,
                frame,
                diagnostic.notes(),
                "");
    }

    private static CodeFrame frame(Diagnostic diagnostic, Path directory) {
        SourcePlace place = diagnostic.place();
        String source = source(directory.resolve(place.file()));
        return source == null
                ? CodeFrame.ofLine(
                        diagnostic.lineText(), place.line(), place.column(), place.length())
                : CodeFrame.of(source, place.line(), place.column(), place.length());
    }

    private static @Nullable String source(Path file) {
        try {
            return Files.size(file) > SOURCE_BYTES_MAX ? null : Files.readString(file);
        } catch (IOException _) {
            return null;
        }
    }

    /// Of an exception, by the stack that V8 gives it: its first line is the message.
    ///
    /// @param code what kind of exception it was
    /// @param module the name of the bundle in that stack
    public static Problem ofException(ErrorCode code, String stack, String module, SourceMap map) {
        StackMapper.Stack mapped = new StackMapper(module, map).map(stack);
        String head = head(mapped.text());
        int colon = head.indexOf(": ");
        boolean named =
                colon > 0 && head.substring(0, colon).matches("[\\p{L}_$][\\p{L}\\p{N}_$]*");
        return new Problem(
                code,
                named ? head.substring(0, colon) : code.title(),
                named ? head.substring(colon + 2) : head,
                mapped.first() == null ? SourcePlace.NONE : mapped.first(),
                frame(mapped.first(), map),
                List.of(),
                withoutPrelude(mapped.text().substring(head.length()).stripLeading()));
    }

    /// The calls within the platform's own code say nothing to whoever wrote the app; they stay
    /// where there is nothing else.
    private static String withoutPrelude(String calls) {
        String own =
                calls.lines()
                        .filter(line -> !line.contains("edgewise:prelude:"))
                        .collect(Collectors.joining("\n"));
        return own.isBlank() ? calls : own;
    }

    /// Everything before the first call.
    private static String head(String stack) {
        int at = stack.indexOf("\n    at ");
        return (at < 0 ? stack : stack.substring(0, at)).stripTrailing();
    }

    private static @Nullable CodeFrame frame(@Nullable SourcePlace place, SourceMap map) {
        String source = place == null ? null : map.text(place.file());
        return place == null || source == null
                ? null
                : CodeFrame.of(source, place.line(), place.column(), place.length());
    }

    /// Of faults in an app's settings.
    public static List<Problem> ofSettings(List<Finding> findings) {
        return findings.stream()
                .map(each ->
                        new Problem(
                                ErrorCode.SETTINGS,
                                ErrorCode.SETTINGS.title(),
                                each.sentence(),
                                place(each),
                                null,
                                List.of(),
                                ""))
                .toList();
    }

    private static SourcePlace place(Finding finding) {
        return new SourcePlace(finding.file(), finding.place().line(), finding.place().column(), 1);
    }
}
