package node.terminal;

import java.util.Locale;
import org.jspecify.annotations.Nullable;

/// Finds the word that was probably meant.
public final class NearMiss {

    private NearMiss() {}

    /// The nearest of the candidates, when it is near enough to be worth saying.
    public static @Nullable String of(String word, Iterable<String> candidates) {
        String plain = plain(word);
        String nearest = null;
        int least = 1 + Math.min(3, plain.length() / 3);
        for (String candidate : candidates) {
            int distance = nearness(plain, plain(candidate));
            // Of equally near ones the first in the alphabet is told, whatever order they came in.
            if (distance < least
                    || (distance == least && nearest != null && candidate.compareTo(nearest) < 0)) {
                least = distance;
                nearest = candidate;
            }
        }
        return nearest;
    }

    /// The end of a sentence that suggests it, or nothing.
    public static String hint(@Nullable String nearest) {
        return nearest == null ? "" : " Did you mean '" + nearest + "'?";
    }

    /// camelCase, kebab-case and snake_case of one name are the same word.
    private static String plain(String word) {
        return word.replace("_", "").replace("-", "").toLowerCase(Locale.ROOT);
    }

    /// A beginning of the word counts as nearly the word.
    private static int nearness(String word, String candidate) {
        return word.length() > 2 && candidate.startsWith(word) ? 1 : distance(word, candidate);
    }

    /// Levenshtein's distance, in which two neighbours that changed places count once.
    private static int distance(String a, String b) {
        int[] beforeLast = new int[b.length() + 1];
        int[] last = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            last[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int[] row = new int[b.length() + 1];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int change = a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1;
                row[j] = Math.min(Math.min(row[j - 1], last[j]) + 1, last[j - 1] + change);
                if (i > 1
                        && j > 1
                        && a.charAt(i - 1) == b.charAt(j - 2)
                        && a.charAt(i - 2) == b.charAt(j - 1)) {
                    row[j] = Math.min(row[j], beforeLast[j - 2] + 1);
                }
            }
            beforeLast = last;
            last = row;
        }
        return last[b.length()];
    }
}
