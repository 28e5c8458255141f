package node.diagnose;

import node.terminal.Colours;

/// Shows problems as lines of text, coloured for a terminal or plain.
public final class ProblemText {

    private final Colours colours;

    /// With or without colours.
    public ProblemText(Colours colours) {
        this.colours = colours;
    }

    /// The whole problem, each line ended.
    public String of(Problem problem) {
        var out = new StringBuilder();
        out.append(colours.red("✘ " + problem.title())).append(": ").append(problem.message());
        out.append('\n');
        String where = problem.place().text();
        out.append("  ");
        if (!where.isEmpty()) {
            out.append(colours.cyan(where)).append("  ");
        }
        out.append(colours.dim("(" + problem.code().word() + ")")).append('\n');
        if (problem.frame() != null) {
            frame(problem.frame(), out);
        }
        problem.notes().forEach(note -> out.append("  ").append(note).append('\n'));
        problem.stack()
                .lines()
                .forEach(line -> out.append("  ").append(colours.dim(line.strip())).append('\n'));
        return out.toString();
    }

    private void frame(CodeFrame frame, StringBuilder out) {
        int digits = frame.lines().stream().mapToInt(line -> digits(line.number())).max().orElse(1);
        for (CodeFrame.Line line : frame.lines()) {
            String number = " ".repeat(digits - digits(line.number())) + line.number() + " │ ";
            out.append(line.meant() ? colours.red("> ") : "  ");
            out.append(colours.dim(number)).append(line.text()).append('\n');
            if (line.meant()) {
                out.append("  ").append(colours.dim(" ".repeat(digits) + " │ "));
                out.append(frame.caret())
                        .append(colours.red("^".repeat(frame.length())))
                        .append('\n');
            }
        }
    }

    private static int digits(int number) {
        return Integer.toString(number).length();
    }
}
