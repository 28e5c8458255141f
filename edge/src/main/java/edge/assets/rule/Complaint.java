package edge.assets.rule;

/// What is wrong in a file of rules; the rule is left out, and the others hold.
///
/// @param file its name
/// @param line where, from 1 on
/// @param sentence what is wrong
public record Complaint(String file, int line, String sentence) {

    /// As a compiler would say it.
    public String text() {
        return file + ":" + line + ": " + sentence;
    }
}
