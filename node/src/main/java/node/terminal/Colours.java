package node.terminal;

import java.util.Map;

/// Puts colour on words, or leaves them as they are where nobody would see it.
///
/// The colours are fixed ones of the palette of 256, each about as far from white as from black
/// (contrast 3.9 to 5.4 with either): the sixteen named ones are what a person's theme makes of
/// them, and yellow, cyan or faint text on white cannot be read in many.
public enum Colours {
    /// For a terminal.
    ON,
    /// For a file, a pipe, or a person who asked for none.
    OFF;

    /// What standard output is good for: colours when it is a terminal, `NO_COLOR` is not set, and
    /// the terminal is no dumb one. `FORCE_COLOR` asks for them in any case; `0` as its value for
    /// none.
    public static Colours of(Map<String, String> environment, boolean terminal) {
        if (!environment.getOrDefault("NO_COLOR", "").isEmpty()) {
            return OFF;
        }
        switch (environment.getOrDefault("FORCE_COLOR", "")) {
            case "" -> {}
            case "0", "false" -> {
                return OFF;
            }
            default -> {
                return ON;
            }
        }
        return terminal && !environment.getOrDefault("TERM", "dumb").equals("dumb") ? ON : OFF;
    }

    /// What went wrong.
    public String red(String text) {
        return paint("38;5;160", text);
    }

    /// What went well.
    public String green(String text) {
        return paint("38;5;28", text);
    }

    /// What deserves a look.
    public String yellow(String text) {
        return paint("38;5;130", text);
    }

    /// Where something is.
    public String cyan(String text) {
        return paint("38;5;30", text);
    }

    /// What matters less.
    public String dim(String text) {
        return paint("38;5;243", text);
    }

    /// What matters most.
    public String bold(String text) {
        return paint("1", text);
    }

    private String paint(String code, String text) {
        return this == OFF || text.isEmpty() ? text : "\u001b[" + code + "m" + text + "\u001b[0m";
    }
}
