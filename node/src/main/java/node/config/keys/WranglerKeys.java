package node.config.keys;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/// Every key that wrangler 4.164 knows, and ours: one row each of `keys.txt`, which says how its
/// rows are read, so that accepting one more is a change of one word.
public final class WranglerKeys {

    private static final Map<String, Key> KEYS =
            rows().lines()
                    .filter(row -> !row.startsWith("#"))
                    .map(WranglerKeys::key)
                    .collect(Collectors.toUnmodifiableMap(Key::path, key -> key));

    /// What stands directly in an object or list, by its path; empty for the top.
    private static final Map<String, List<Key>> INNER =
            KEYS.values().stream()
                    .sorted(Comparator.comparing(Key::path))
                    .collect(
                            Collectors.collectingAndThen(
                                    Collectors.groupingBy(key -> parent(key.path())), Map::copyOf));

    private WranglerKeys() {}

    public static @Nullable Key find(String path) {
        return KEYS.get(path);
    }

    /// The key for a name in an object, which may be one for any name.
    public static @Nullable Key inner(String path, String name) {
        boolean plain = name.indexOf('.') < 0 && !name.endsWith("[]") && !name.equals("*");
        Key key = plain ? KEYS.get(path.isEmpty() ? name : path + "." + name) : null;
        return key == null ? KEYS.get(path + ".*") : key;
    }

    /// The keys that stand directly in an object; empty where it may hold anything.
    public static List<Key> inner(String path) {
        return INNER.getOrDefault(path, List.of());
    }

    /// All paths, in no order, for near-misses.
    public static Iterable<String> paths() {
        return KEYS.keySet();
    }

    private static String parent(String path) {
        return path.endsWith("[]")
                ? path.substring(0, path.length() - 2)
                : path.substring(0, Math.max(0, path.lastIndexOf('.')));
    }

    private static Key key(String row) {
        List<String> cells = List.of(row.split(" ", -1));
        List<String> kinds = new ArrayList<>();
        List<String> words = List.of();
        for (String kind : cells.get(1).split("\\|", -1)) {
            int equals = kind.indexOf('=');
            kinds.add(equals < 0 ? kind : kind.substring(0, equals));
            words = equals < 0 ? words : List.of(kind.substring(equals + 1).split(",", -1));
        }
        String third = cells.get(2).toUpperCase(Locale.ROOT);
        boolean inner = third.equals("REQUIRED") || third.equals("OPTIONAL");
        return new Key(
                cells.get(0),
                List.copyOf(kinds),
                words,
                inner ? Key.Scope.INNER : Key.Scope.valueOf(third),
                third.equals("REQUIRED"),
                cells.size() > 3
                        ? Key.Status.valueOf(cells.get(3).toUpperCase(Locale.ROOT))
                        : Key.Status.INNER);
    }

    private static String rows() {
        try (InputStream in = WranglerKeys.class.getResourceAsStream("keys.txt")) {
            if (in == null) {
                throw new IllegalStateException("keys.txt stands beside this class");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException("read keys.txt", e);
        }
    }
}
