package node.bundle;

import java.util.List;

/// What the bundler has to say about a place in a source file.
///
/// @param place where; [SourcePlace#NONE] where no file is concerned
/// @param message one sentence
/// @param lineText the line itself
/// @param notes what may help
public record Diagnostic(SourcePlace place, String message, String lineText, List<String> notes) {

    /// A diagnostic about no place in particular.
    public static Diagnostic of(String message) {
        return new Diagnostic(SourcePlace.NONE, message, "", List.of());
    }

    /// On one line, as a compiler would say it.
    public String text() {
        String where = place.text();
        return where.isEmpty() ? message : where + ": " + message;
    }

    Diagnostic withNotes(List<String> others) {
        return new Diagnostic(place, message, lineText, others);
    }
}
