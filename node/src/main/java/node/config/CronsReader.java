package node.config;

import java.util.List;
import java.util.Locale;
import java.util.regex.Pattern;
import node.json.Json;

/// Checks `triggers.crons`: five fields each, as Cloudflare describes them at
/// `developers.cloudflare.com/workers/configuration/cron-triggers`: minute, hour, day of the month,
/// month, day of the week (1 is Sunday), with `*`, lists, ranges, steps, names, and `L`, `W`, `#`.
final class CronsReader {
    private static final List<Field> FIELDS =
            List.of(
                    new Field("minute", 0, 59, List.of(), ""),
                    new Field("hour", 0, 23, List.of(), ""),
                    new Field("day of the month", 1, 31, List.of(), "(?:L|LW|\\d{1,2}W)"),
                    new Field(
                            "month",
                            1,
                            12,
                            List.of(
                                    "JAN", "FEB", "MAR", "APR", "MAY", "JUN", "JUL", "AUG", "SEP",
                                    "OCT", "NOV", "DEC"),
                            ""),
                    new Field(
                            "day of the week",
                            1,
                            7,
                            List.of("SUN", "MON", "TUE", "WED", "THU", "FRI", "SAT"),
                            "(?:L|(?:[1-7]|[A-Z]{3})(?:L|#[1-5]))"));

    private final Findings findings;

    CronsReader(Findings findings) {
        this.findings = findings;
    }

    /// Tells every expression that is none.
    void check(Json.Fields settings) {
        for (Json item : settings.fields("triggers").items("crons")) {
            if (item instanceof Json.Text cron) {
                String fault = fault(cron.text());
                if (!fault.isEmpty()) {
                    findings.fault(
                            cron.place(),
                            "'triggers.crons' holds '" + cron.text() + "': " + fault + ".");
                }
            } else {
                findings.fault(
                        item.place(),
                        "'triggers.crons' holds " + item.kind() + "; each is a text.");
            }
        }
    }

    /// What is wrong with an expression; empty when nothing is.
    static String fault(String cron) {
        String[] parts = cron.strip().split("\\s+", -1);
        if (parts.length != FIELDS.size()) {
            return "it has " + parts.length + " fields; a cron expression has five";
        }
        for (int i = 0; i < parts.length; i++) {
            Field field = FIELDS.get(i);
            if (!field.takes(parts[i].toUpperCase(Locale.ROOT))) {
                return "'"
                        + parts[i]
                        + "' is no "
                        + field.name()
                        + "; it is "
                        + field.first()
                        + " to "
                        + field.last();
            }
        }
        return "";
    }

    /// One of the five.
    ///
    /// @param names words that stand for its numbers, from the first on
    /// @param special what it may be besides
    private record Field(String name, int first, int last, List<String> names, String special) {

        boolean takes(String text) {
            if (text.isEmpty()) {
                return false;
            }
            for (String part : text.split(",", -1)) {
                if (!isPart(part)) {
                    return false;
                }
            }
            return true;
        }

        private boolean isPart(String part) {
            int slash = part.indexOf('/');
            if (slash >= 0 && !isStep(part.substring(slash + 1))) {
                return false;
            }
            String range = slash < 0 ? part : part.substring(0, slash);
            if (range.equals("*") || (slash < 0 && Pattern.matches(special, range))) {
                return !range.isEmpty();
            }
            int dash = range.indexOf('-');
            return dash < 0
                    ? number(range) >= 0
                    : number(range.substring(0, dash)) >= 0
                            && number(range.substring(dash + 1))
                                    >= number(range.substring(0, dash));
        }

        private boolean isStep(String text) {
            return text.matches("\\d{1,2}") && Integer.parseInt(text) > 0;
        }

        /// -1 for what is none in its range.
        private int number(String text) {
            int named = names.indexOf(text);
            if (named >= 0) {
                return first + named;
            }
            if (!text.matches("\\d{1,2}")) {
                return -1;
            }
            int number = Integer.parseInt(text);
            return number < first || number > last ? -1 : number;
        }
    }
}
