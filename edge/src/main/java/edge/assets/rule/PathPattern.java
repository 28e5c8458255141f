package edge.assets.rule;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/// The left side of a rule: a path, or `https://` with host and path, in which `*` stands for
/// anything (`:splat`) and `:name` for one part of a path, or of a host.
///
/// Matching takes as much as it can and goes back where it must, as a regular expression would. A
/// path that needs more than [#STEPS_MAX] steps does not match: a stranger's path must not hold up
/// the loop.
final class PathPattern {

    private static final int STEPS_MAX = 20_000;
    private static final String HTTPS = "https://";
    private static final String SPLAT = "splat";

    /// A piece of a pattern.
    private sealed interface Piece {

        /// Characters as they are.
        record Literal(String text) implements Piece {}

        /// At least one character, none of them among those that end it.
        record Name(String name, String ends) implements Piece {}

        /// Any characters.
        record Splat() implements Piece {}
    }

    private final List<Piece> pieces;
    private final boolean ofHost;

    private PathPattern(List<Piece> pieces, boolean ofHost) {
        this.pieces = pieces;
        this.ofHost = ofHost;
    }

    /// Reads a pattern.
    ///
    /// @throws IllegalArgumentException with a sentence, where a name stands in it twice
    static PathPattern of(String text) {
        List<Piece> pieces = new ArrayList<>();
        boolean ofHost = text.startsWith(HTTPS);
        int pathAt = ofHost ? Math.max(HTTPS.length(), text.indexOf('/', HTTPS.length())) : 0;
        int from = 0;
        int at = 0;
        while (at < text.length()) {
            int end = pieceEnd(text, at);
            if (end == at) {
                at++;
                continue;
            }
            literal(pieces, text.substring(from, at));
            pieces.add(
                    text.charAt(at) == '*'
                            ? new Piece.Splat()
                            : new Piece.Name(
                                    text.substring(at + 1, end), at < pathAt ? "/." : "/"));
            at = end;
            from = end;
        }
        literal(pieces, text.substring(from));
        checkNames(pieces);
        return new PathPattern(List.copyOf(pieces), ofHost);
    }

    private static void literal(List<Piece> pieces, String text) {
        if (!text.isEmpty()) {
            pieces.add(new Piece.Literal(text));
        }
    }

    /// Where the star or name that begins here ends; the place itself where none begins.
    private static int pieceEnd(String text, int at) {
        if (text.charAt(at) == '*') {
            return at + 1;
        }
        if (text.charAt(at) != ':' || at + 1 == text.length() || !letter(text.charAt(at + 1))) {
            return at;
        }
        int end = at + 2;
        while (end < text.length() && (letter(text.charAt(end)) || nameRest(text.charAt(end)))) {
            end++;
        }
        return end;
    }

    private static boolean letter(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z');
    }

    private static boolean nameRest(char c) {
        return (c >= '0' && c <= '9') || c == '_';
    }

    private static void checkNames(List<Piece> pieces) {
        Set<String> names = new HashSet<>();
        for (Piece piece : pieces) {
            String name =
                    switch (piece) {
                        case Piece.Literal _ -> "";
                        case Piece.Name(String own, _) -> own;
                        case Piece.Splat _ -> SPLAT;
                    };
            if (!name.isEmpty() && !names.add(name)) {
                String shown = name.equals(SPLAT) ? "*" : ":" + name;
                throw new IllegalArgumentException(
                        "'" + shown + "' stands in the rule twice; once is all that it may.");
            }
        }
    }

    /// Whether anything in it stands for something else.
    boolean isDynamic() {
        return pieces.stream().anyMatch(piece -> !(piece instanceof Piece.Literal));
    }

    /// What its names stand for in a path of a host; null where it does not match.
    @Nullable Map<String, String> match(String host, String path) {
        var matching = new Matching(ofHost ? HTTPS + host + path : path);
        return matching.from(0, 0) ? matching.names() : null;
    }

    private final class Matching {
        private final String text;
        private final int[] ends = new int[pieces.size()];
        private int steps;

        Matching(String text) {
            this.text = text;
        }

        /// Whether the pieces from one on match the text from a place on. The recursion is as deep
        /// as the pattern has pieces, which its line bounds.
        boolean from(int piece, int at) {
            if (piece == pieces.size()) {
                return at == text.length();
            }
            if (++steps > STEPS_MAX) {
                return false;
            }
            return switch (pieces.get(piece)) {
                case Piece.Literal(String literal) ->
                        text.startsWith(literal, at) && ended(piece, at + literal.length());
                case Piece.Name(_, String ends) -> back(piece, at + 1, nameEnd(at, ends));
                case Piece.Splat _ -> back(piece, at, text.length());
            };
        }

        private boolean ended(int piece, int at) {
            ends[piece] = at;
            return from(piece + 1, at);
        }

        private int nameEnd(int at, String ends) {
            int end = at;
            while (end < text.length() && ends.indexOf(text.charAt(end)) < 0) {
                end++;
            }
            return end;
        }

        private boolean back(int piece, int least, int most) {
            for (int end = most; end >= least && steps <= STEPS_MAX; end--) {
                if (ended(piece, end)) {
                    return true;
                }
            }
            return false;
        }

        Map<String, String> names() {
            Map<String, String> names = new LinkedHashMap<>();
            int begin = 0;
            for (int i = 0; i < pieces.size(); i++) {
                String found = text.substring(begin, ends[i]);
                switch (pieces.get(i)) {
                    case Piece.Literal _ -> {}
                    case Piece.Name(String name, _) -> names.put(name, found);
                    case Piece.Splat _ -> names.put(SPLAT, found);
                }
                begin = ends[i];
            }
            return names;
        }
    }

    /// A text with what its names stand for put in.
    static String filled(String text, Map<String, String> names) {
        String filled = text;
        for (Map.Entry<String, String> name : names.entrySet()) {
            filled = filled.replace(":" + name.getKey(), name.getValue());
        }
        return filled;
    }
}
