package node.command;

/// An option of a command.
///
/// @param name as typed, `--port`
/// @param brief a letter for it, `-p`; empty without one
/// @param label what its value is called in the help; empty where it takes none, `[=NAME]` where it
///   may be left out
/// @param many whether it may be given more than once
/// @param description what it does, in one line
record Option(String name, String brief, String label, boolean many, String description) {

    static final Option HELP = flag("--help", "-h", "Tells how this is used.");

    /// One that takes no value.
    static Option flag(String name, String brief, String description) {
        return new Option(name, brief, "", false, description);
    }

    /// One that takes a value, once.
    static Option value(String name, String brief, String label, String description) {
        return new Option(name, brief, label, false, description);
    }

    /// One that takes a value, as often as one likes.
    static Option values(String name, String brief, String label, String description) {
        return new Option(name, brief, label, true, description);
    }

    /// Whether it has a value, in the same word or the next.
    boolean takesValue() {
        return !label.isEmpty() && !mayTakeValue();
    }

    /// Whether it may have one, in the same word.
    boolean mayTakeValue() {
        return label.startsWith("[=");
    }

    /// As the help shows it.
    String shown() {
        String names = brief.isEmpty() ? name : name + ", " + brief;
        return takesValue() ? names + " " + label : names + label;
    }
}
