package node.terminal;

import java.util.Map;

/// Puts colour on words, or leaves them as they are where nobody would see it.
public enum Colours {
    /// For a terminal.
    ON,
    /// For a file, a pipe, or a person who asked for none.
    OFF;

    /// What standard output is good for: colours when it is a terminal, `NO_COLOR` is not set, and
    /// the terminal is no dumb one. `FORCE_COLOR` asks for them in any case.
    public static Colours of(Map<String, String> environment, boolean terminal) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return OFF;
        }
        if (!environment.getOrDefault("FORCE_COLOR", "").isEmpty()) {
            return ON;
        }
        return terminal && !environment.getOrDefault("TERM", "dumb").equals("dumb") ? ON : OFF;
    }

    /// What went wrong.
    public String red(String text) {
        return paint("31", text);
    }

    /// What went well.
    public String green(String text) {
        return paint("32", text);
    }

    /// What deserves a look.
    public String yellow(String text) {
        return paint("33", text);
    }

    /// Where something is.
    public String cyan(String text) {
        return paint("36", text);
    }

    /// What matters less.
    public String dim(String text) {
        return paint("2", text);
    }

    /// What matters most.
    public String bold(String text) {
        return paint("1", text);
    }

    private String paint(String code, String text) {
        return this == OFF || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
