package edge.assets;

import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/// One thing that is tried for a path under an [HtmlHandling]. Its file, and the path to which it
/// leads, are the path with some characters taken from its end and others put there.
///
/// @param cut characters taken off to make the file's name
/// @param add what is put behind
/// @param to where the path leads when the file is there; null to answer with the file itself
record Step(int cut, String add, Step.@Nullable To to) {

    /// Where a path leads.
    record To(int cut, String add) {}

    /// How a path ends; the first that fits counts.
    enum Ending {
        INDEX("/index"),
        INDEX_PAGE("/index.html"),
        DIRECTORY("/"),
        PAGE(".html"),
        OTHER("");

        private final String text;

        Ending(String text) {
            this.text = text;
        }

        static Ending of(String path) {
            for (Ending ending : values()) {
                if (path.endsWith(ending.text)) {
                    return ending;
                }
            }
            return OTHER;
        }
    }

    private static final Step EXACT = serve(0, "");

    private static Step serve(int cut, String add) {
        return new Step(cut, add, null);
    }

    private static Step lead(int cut, String add, int toCut, String toAdd) {
        return new Step(cut, add, new To(toCut, toAdd));
    }

    private static final Map<Ending, List<Step>> AUTO = table(Step::auto);
    private static final Map<Ending, List<Step>> FORCE = table(Step::force);
    private static final Map<Ending, List<Step>> DROP = table(Step::drop);
    private static final List<Step> ALONE = List.of(EXACT);

    private static Map<Ending, List<Step>> table(Function<Ending, List<Step>> steps) {
        Map<Ending, List<Step>> table = new EnumMap<>(Ending.class);
        for (Ending ending : Ending.values()) {
            table.put(ending, steps.apply(ending));
        }
        return table;
    }

    /// What is tried for a path, in order.
    static List<Step> of(HtmlHandling handling, String path) {
        return switch (handling) {
            case AUTO_TRAILING_SLASH -> AUTO.getOrDefault(Ending.of(path), ALONE);
            case FORCE_TRAILING_SLASH -> FORCE.getOrDefault(Ending.of(path), ALONE);
            case DROP_TRAILING_SLASH ->
                    path.lastIndexOf('/') == 0
                            ? root(path)
                            : DROP.getOrDefault(Ending.of(path), ALONE);
            case NONE -> ALONE;
        };
    }

    private static List<Step> auto(Ending ending) {
        Step page = serve(0, ".html");
        Step directory = lead(0, "/index.html", 0, "/");
        return switch (ending) {
            case INDEX ->
                    List.of(
                            EXACT,
                            lead(0, ".html", 5, ""),
                            lead(6, ".html", 6, ""),
                            page,
                            directory);
            case INDEX_PAGE ->
                    List.of(lead(0, "", 10, ""), lead(11, ".html", 11, ""), EXACT, page, directory);
            case DIRECTORY ->
                    List.of(
                            serve(0, "index.html"),
                            lead(1, ".html", 1, ""),
                            EXACT,
                            page,
                            directory);
            case PAGE ->
                    List.of(
                            lead(0, "", 5, ""),
                            lead(5, "/index.html", 5, "/"),
                            EXACT,
                            page,
                            directory);
            case OTHER -> List.of(EXACT, page, directory);
        };
    }

    private static List<Step> force(Ending ending) {
        Step page = lead(0, ".html", 0, "/");
        Step directory = lead(0, "/index.html", 0, "/");
        return switch (ending) {
            case INDEX ->
                    List.of(
                            EXACT,
                            lead(0, ".html", 5, ""),
                            lead(6, ".html", 5, ""),
                            page,
                            directory);
            case INDEX_PAGE ->
                    List.of(lead(0, "", 10, ""), lead(11, ".html", 10, ""), EXACT, page, directory);
            case DIRECTORY ->
                    List.of(serve(0, "index.html"), serve(1, ".html"), EXACT, page, directory);
            case PAGE ->
                    List.of(
                            lead(0, "", 5, "/"),
                            EXACT,
                            lead(5, "/index.html", 5, "/"),
                            page,
                            directory);
            case OTHER -> List.of(EXACT, page, directory);
        };
    }

    private static List<Step> drop(Ending ending) {
        Step page = serve(0, ".html");
        Step directory = serve(0, "/index.html");
        return switch (ending) {
            case INDEX ->
                    List.of(
                            EXACT,
                            lead(6, ".html", 6, ""),
                            lead(0, ".html", 6, ""),
                            page,
                            directory);
            case INDEX_PAGE ->
                    List.of(lead(0, "", 11, ""), EXACT, lead(11, ".html", 11, ""), page, directory);
            case DIRECTORY ->
                    List.of(
                            lead(1, ".html", 1, ""),
                            lead(1, "/index.html", 1, ""),
                            EXACT,
                            page,
                            directory);
            case PAGE ->
                    List.of(
                            lead(0, "", 5, ""),
                            lead(5, "/index.html", 5, ""),
                            EXACT,
                            page,
                            directory);
            case OTHER -> List.of(EXACT, page, directory);
        };
    }

    /// At the root there is a slash that cannot be dropped.
    private static List<Step> root(String path) {
        return switch (path) {
            case "/index" ->
                    List.of(
                            EXACT,
                            lead(0, ".html", 5, ""),
                            serve(0, ".html"),
                            serve(0, "/index.html"));
            case "/index.html" ->
                    List.of(lead(0, "", 10, ""), EXACT, serve(0, ".html"), serve(0, "/index.html"));
            case "/" -> List.of(serve(0, "index.html"));
            default -> DROP.getOrDefault(Ending.of(path), ALONE);
        };
    }

    /// The name of the file that is looked for.
    String file(String path) {
        return ended(path, cut, add);
    }

    /// The path that is led to.
    static String target(String path, To to) {
        return ended(path, to.cut(), to.add());
    }

    private static String ended(String path, int cut, String add) {
        return path.substring(0, path.length() - cut) + add;
    }
}
