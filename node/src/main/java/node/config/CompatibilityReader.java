package node.config;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import node.config.finding.Findings;
import node.json.Json;
import node.json.Place;
import node.terminal.NearMiss;

/// Reads the compatibility date and flags. Older behaviour is not emulated, which is told once.
final class CompatibilityReader {

    /// From this day on Node's modules are there by default: the newest behaviour that differs.
    private static final LocalDate NEWEST = LocalDate.of(2026, 8, 4);

    private final Findings findings;

    CompatibilityReader(Findings findings) {
        this.findings = findings;
    }

    Compatibility read(Json.Fields settings) {
        return new Compatibility(date(settings), flags(settings));
    }

    private String date(Json.Fields settings) {
        if (!(settings.get("compatibility_date") instanceof Json.Text(Place place, String text))) {
            return "";
        }
        try {
            LocalDate date = LocalDate.parse(text);
            if (date.isBefore(NEWEST)) {
                findings.warn(
                        "compatibility_date",
                        place,
                        "'compatibility_date' is "
                                + text
                                + "; the behaviour of "
                                + NEWEST
                                + " holds here all the same.");
            }
            return date.toString();
        } catch (DateTimeException _) {
            findings.fault(
                    place,
                    "'compatibility_date' is '" + text + "'; it is a day such as 2026-08-04.");
            return "";
        }
    }

    private List<String> flags(Json.Fields settings) {
        var flags = new ArrayList<String>();
        for (Json item : settings.items("compatibility_flags")) {
            if (item instanceof Json.Text(Place place, String flag)) {
                flags.add(flag);
                tellUnknown(place, flag);
            }
        }
        return List.copyOf(flags);
    }

    private void tellUnknown(Place place, String flag) {
        List<String> known = known();
        if (!known.contains(flag)) {
            findings.warn(
                    "flag " + flag,
                    place,
                    "There is no compatibility flag '"
                            + flag
                            + "'."
                            + NearMiss.hint(NearMiss.of(flag, known)));
        }
    }

    private static List<String> known() {
        try (InputStream in = CompatibilityReader.class.getResourceAsStream("flags.txt")) {
            if (in == null) {
                throw new IllegalStateException("flags.txt stands beside this class");
            }
            String all = new String(in.readAllBytes(), StandardCharsets.UTF_8);
            return all.lines().filter(line -> !line.startsWith("#")).toList();
        } catch (IOException e) {
            throw new UncheckedIOException("read flags.txt", e);
        }
    }
}
