package node.command;

/// An option of a command.
///
/// @param name as typed, `--port`
/// @param label what its value is called in the help; empty where it takes none, `[=NAME]` where it
///   may be left out
/// @param description what it does, in one line
record Option(String name, String label, String description) {

    static final Option HELP = new Option("--help", "", "Tells how this is used.");

    /// Whether it has a value, in the same word or the next.
    boolean takesValue() {
        return !label.isEmpty() && !mayTakeValue();
    }

    /// Whether it may have one, in the same word.
    boolean mayTakeValue() {
        return label.startsWith("[=");
    }
}
