package node.dev;

import java.util.ArrayList;
import java.util.List;
import node.diagnose.ErrorCode;
import node.diagnose.Problem;

/// What is wrong with an app as it is on disk, each kind by itself: what mends one does not mend
/// another. One thread at a time sets them, any may ask.
final class Faults {
    private volatile List<Problem> settings = List.of();
    private volatile List<Problem> build = List.of();
    private volatile List<Problem> reading = List.of();

    /// All of them; the settings' first.
    List<Problem> all() {
        var all = new ArrayList<>(settings);
        all.addAll(build);
        all.addAll(reading);
        return List.copyOf(all);
    }

    void settings(List<Problem> found) {
        settings = found;
    }

    /// Whether the settings that count are older than those on disk.
    boolean inSettings() {
        return !settings.isEmpty();
    }

    void build(List<Problem> found) {
        build = found;
    }

    boolean inBuild() {
        return !build.isEmpty();
    }

    /// Nothing came of it, and all is to be read anew.
    void unread(String sentence) {
        reading = List.of(Problem.of(ErrorCode.BUILD_FAILED, sentence));
    }

    boolean isUnread() {
        return !reading.isEmpty();
    }

    void read() {
        reading = List.of();
    }
}
