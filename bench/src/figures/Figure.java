package figures;

/// One line of the table.
///
/// @param what was measured
/// @param target that it is held to; empty where it is only told
/// @param figure that came out
/// @param held whether it keeps to the target
record Figure(String what, String target, String figure, Held held) {

    /// Whether a figure keeps to its target.
    enum Held {
        YES("yes"),
        NO("**no**"),
        TOLD("told");

        private final String word;

        Held(String word) {
            this.word = word;
        }

        static Held of(boolean held) {
            return held ? YES : NO;
        }
    }

    /// A figure without a target.
    static Figure told(String what, String figure) {
        return new Figure(what, "told", figure, Held.TOLD);
    }

    /// As a line of a table.
    String line() {
        return "| " + what + " | " + target + " | " + figure + " | " + held.word + " |";
    }
}
