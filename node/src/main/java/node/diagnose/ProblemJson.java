package node.diagnose;

import node.json.JsonWriter;

/// Shows problems to programs, with every part by itself.
final class ProblemJson {
    private ProblemJson() {}

    static void fields(Problem problem, JsonWriter out) {
        out.put("code", problem.code().word())
                .put("title", problem.title())
                .put("message", problem.message());
        if (!problem.place().text().isEmpty()) {
            out.object("place").put("file", problem.place().file());
            if (problem.place().line() > 0) {
                out.put("line", problem.place().line()).put("column", problem.place().column());
            }
            out.end();
        }
        if (problem.frame() != null) {
            frame(problem.frame(), out);
        }
        if (!problem.notes().isEmpty()) {
            out.list("notes");
            problem.notes().forEach(out::item);
            out.endList();
        }
        if (!problem.stack().isEmpty()) {
            out.put("stack", problem.stack());
        }
    }

    private static void frame(CodeFrame frame, JsonWriter out) {
        out.object("frame").list("lines");
        for (CodeFrame.Line line : frame.lines()) {
            out.object().put("number", line.number()).put("text", line.text());
            if (line.meant()) {
                out.put("caret", frame.caret()).put("length", frame.length());
            }
            out.end();
        }
        out.endList().end();
    }
}
