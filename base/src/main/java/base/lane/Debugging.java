package base.lane;

/// Whether a debugger may look at the isolates of this child; it is so or not from its start.
public enum Debugging {
    /// There is no such thing in this child.
    OFF,
    /// One may come at any time.
    ALLOWED,
    /// The first code of a version waits until one came and says that it may run.
    AWAITED;

    /// By its name in small letters, as the node says it.
    public static Debugging of(String word) {
        for (Debugging each : values()) {
            if (each.word().equals(word)) {
                return each;
            }
        }
        throw new IllegalArgumentException("no word for debugging: " + word);
    }

    /// The word for it.
    public String word() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
