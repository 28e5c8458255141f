package node.config.finding;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import node.json.Place;

/// Gathers what is wrong in one file, so that all of it is told at once.
public final class Findings {

    private static final Comparator<Finding> AS_IN_THE_FILE =
            Comparator.comparingInt((Finding finding) -> finding.place().line())
                    .thenComparingInt(finding -> finding.place().column());

    private final String file;
    private final Set<Finding> faults = new LinkedHashSet<>();
    private final List<Finding> warnings = new ArrayList<>();
    private final Set<String> warned = new HashSet<>();
    private final boolean lenient;

    /// @param lenient whether keys that nobody knows are warnings
    public Findings(String file, boolean lenient) {
        this.file = file;
        this.lenient = lenient;
    }

    public void fault(Place place, String sentence) {
        faults.add(new Finding(file, place, sentence));
    }

    /// A key that nobody knows.
    public void unknown(Place place, String sentence) {
        if (lenient) {
            warn(sentence, place, sentence);
        } else {
            fault(place, sentence);
        }
    }

    /// A fault in another file.
    public void fault(Finding finding) {
        faults.add(finding);
    }

    /// A warning about another file.
    public void warn(Finding finding) {
        warnings.add(finding);
    }

    /// Warns once about a subject, wherever else it stands.
    public void warn(String subject, Place place, String sentence) {
        if (warned.add(subject)) {
            warnings.add(new Finding(file, place, sentence));
        }
    }

    public boolean faulty() {
        return !faults.isEmpty();
    }

    public List<Finding> faults() {
        return faults.stream().sorted(AS_IN_THE_FILE).toList();
    }

    public List<Finding> warnings() {
        return warnings.stream().sorted(AS_IN_THE_FILE).toList();
    }
}
