package node.command;

/// An option of a command.
///
/// @param name as typed, `--port`
/// @param label what its value is called in the help; empty where it takes none
/// @param description what it does, in one line
record Option(String name, String label, String description) {

    static final Option HELP = new Option("--help", "", "Tells how this is used.");

    boolean takesValue() {
        return !label.isEmpty();
    }
}
