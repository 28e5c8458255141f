package node.bundle;

/// A place in a source file of an app.
///
/// @param file relative to the app's directory
/// @param line counted from 1
/// @param column counted from 1, in UTF-16 units as editors do
/// @param length of what is meant, from the column on
public record SourcePlace(String file, int line, int column, int length) {

    /// No place in particular.
    public static final SourcePlace NONE = new SourcePlace("", 0, 0, 0);

    /// As a compiler would say it, or nothing for no place.
    public String text() {
        return line == 0 ? file : file + ":" + line + ":" + column;
    }
}
