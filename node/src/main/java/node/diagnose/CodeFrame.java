package node.diagnose;

import java.util.ArrayList;
import java.util.List;

/// Some lines of a source file around a place, with a caret below the place.
///
/// @param lines those shown, in order
/// @param caret how far the caret is indented: the beginning of the line with everything but tabs
///   made blank, so that it stands right whatever a tab is wide
/// @param length how many carets
public record CodeFrame(List<Line> lines, String caret, int length) {

    private static final int AROUND = 3;

    /// A longer line is minified code; what is around the place is enough.
    private static final int COLUMNS_MAX = 160;

    /// One line.
    ///
    /// @param number counted from 1
    /// @param text the line, or the part of it that matters
    /// @param meant whether it is the line in question
    public record Line(int number, String text, boolean meant) {}

    /// The frame around a place; line and column counted from 1.
    public static CodeFrame of(String source, int line, int column, int length) {
        List<String> all =
                source.lines().skip(Math.max(0, line - 1 - AROUND)).limit(AROUND * 2L + 1).toList();
        int first = Math.max(1, line - AROUND);
        int cut = Math.max(0, column - COLUMNS_MAX / 2);
        var lines = new ArrayList<Line>();
        String caret = "";
        int carets = 1;
        for (int i = 0; i < all.size(); i++) {
            boolean meant = first + i == line;
            String text = part(all.get(i), cut);
            lines.add(new Line(first + i, text, meant));
            if (meant) {
                int at = Math.min(text.length(), Math.max(0, column - 1 - cut));
                caret = text.substring(0, at).replaceAll("[^\t]", " ");
                carets = Math.clamp(length, 1, Math.max(1, text.length() - at));
            }
        }
        return new CodeFrame(List.copyOf(lines), caret, carets);
    }

    /// The frame of a single line.
    public static CodeFrame ofLine(String text, int line, int column, int length) {
        CodeFrame alone = of(text, 1, column, length);
        List<Line> lines =
                alone.lines().stream().map(each -> new Line(line, each.text(), true)).toList();
        return new CodeFrame(lines, alone.caret(), alone.length());
    }

    private static String part(String line, int cut) {
        int from = Math.min(cut, line.length());
        return line.substring(from, Math.min(line.length(), from + COLUMNS_MAX));
    }
}
