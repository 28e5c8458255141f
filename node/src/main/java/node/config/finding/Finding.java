package node.config.finding;

import node.json.Place;

/// A fault or a warning in an app's settings, on one line.
///
/// @param file the file as the caller named it
/// @param place where in the file; [Place#NONE] where it concerns the whole
/// @param sentence what is wrong and what to do
public record Finding(String file, Place place, String sentence) {

    /// As a compiler would say it, so that terminals and editors jump there.
    public String text() {
        String where = place.line() == 0 ? "" : ":" + place.line() + ":" + place.column();
        return file + where + ": " + sentence;
    }
}
