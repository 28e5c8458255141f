package node.diagnose;

import java.util.Arrays;

/// The decoded `mappings` of a source map: segments in the order of the bundle, four numbers each
/// in one array, and where each line of the bundle begins among them.
///
/// A segment is written as numbers in base 64, five bits a digit, the lowest bit the sign, each the
/// difference to the same number of the segment before; `,` ends a segment and `;` a line.
final class Mappings {

    static final Mappings NONE = new Mappings(new int[0], new int[] {0});

    private static final int FIELDS = 4;
    private static final int NO_SOURCE = -1;

    private final int[] segments;
    private final int[] lines;

    private Mappings(int[] segments, int[] lines) {
        this.segments = segments;
        this.lines = lines;
    }

    /// Decodes as far as the text makes sense.
    static Mappings decode(String text) {
        return new Decoder(text).decode();
    }

    /// The last segment of a line that begins at or before a column, counted from 0; -1 without
    /// one.
    int segment(int line, int column) {
        if (line < 0 || line + 1 >= lines.length) {
            return -1;
        }
        int low = lines[line];
        int high = lines[line + 1] - 1;
        while (low <= high) {
            int middle = (low + high) >>> 1;
            if (segments[middle * FIELDS] <= column) {
                low = middle + 1;
            } else {
                high = middle - 1;
            }
        }
        return high < lines[line] ? -1 : high;
    }

    int source(int segment) {
        return segments[segment * FIELDS + 1];
    }

    int line(int segment) {
        return segments[segment * FIELDS + 2];
    }

    int column(int segment) {
        return segments[segment * FIELDS + 3];
    }

    private static final class Decoder {

        private final String text;
        private int at;
        private int[] segments = new int[1024];
        private int used;
        private int[] lines = new int[256];
        private int lineCount = 1;
        private int source;
        private int line;
        private int column;

        Decoder(String text) {
            this.text = text;
        }

        Mappings decode() {
            int generated = 0;
            while (at < text.length()) {
                char c = text.charAt(at);
                if (c == ';') {
                    at++;
                    generated = 0;
                    endLine();
                } else if (c == ',') {
                    at++;
                } else if (digit(c) < 0) {
                    break;
                } else {
                    generated += number();
                    segment(generated);
                }
            }
            endLine();
            return new Mappings(Arrays.copyOf(segments, used), Arrays.copyOf(lines, lineCount));
        }

        private void segment(int generated) {
            boolean placed = more();
            if (placed) {
                source += number();
                line += number();
                column += number();
                while (more()) {
                    number();
                }
            }
            if (used + FIELDS > segments.length) {
                segments = Arrays.copyOf(segments, segments.length * 2);
            }
            segments[used++] = generated;
            segments[used++] = placed ? source : NO_SOURCE;
            segments[used++] = line;
            segments[used++] = column;
        }

        private boolean more() {
            return at < text.length() && digit(text.charAt(at)) >= 0;
        }

        private void endLine() {
            if (lineCount == lines.length) {
                lines = Arrays.copyOf(lines, lines.length * 2);
            }
            lines[lineCount++] = used / FIELDS;
        }

        private int number() {
            int value = 0;
            for (int shift = 0; more(); shift += 5) {
                int digit = digit(text.charAt(at++));
                value |= (digit & 31) << shift;
                if ((digit & 32) == 0) {
                    break;
                }
            }
            return (value & 1) == 0 ? value >>> 1 : -(value >>> 1);
        }

        private static int digit(char c) {
            if (c >= 'A' && c <= 'Z') {
                return c - 'A';
            }
            if (c >= 'a' && c <= 'z') {
                return c - 'a' + 26;
            }
            if (c >= '0' && c <= '9') {
                return c - '0' + 52;
            }
            return c == '+' ? 62 : c == '/' ? 63 : -1;
        }
    }
}
