package node.diagnose;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Base64;
import java.util.List;

/// Shows problems as a page that needs nothing else: no script, no font, no picture; light or dark
/// as the reader has it, on a phone as on a desk. Everything told is escaped.
public final class ErrorPage {

    private static final String STYLE =
            """
            :root{color-scheme:light dark;--ground:#fbfaf8;--card:#fff;--ink:#1d1b19;--soft:#6b6660;\
            --line:#e4e0da;--red:#b3261e;--wash:#fdecea}
            @media(prefers-color-scheme:dark){:root{--ground:#161514;--card:#1f1d1b;--ink:#ece8e3;\
            --soft:#a09a92;--line:#35322e;--red:#ff8a80;--wash:#3a2220}}
            *{box-sizing:border-box}
            body{margin:0;background:var(--ground);color:var(--ink);\
            font:16px/1.5 system-ui,sans-serif;overflow-wrap:anywhere}
            main{max-width:60rem;margin:0 auto;padding:clamp(1rem,4vw,3rem)}
            header{color:var(--soft);font-size:.875rem;margin-bottom:1.5rem}
            article{background:var(--card);border:1px solid var(--line);border-top:4px solid var(--red);\
            border-radius:.5rem;padding:clamp(1rem,3vw,2rem);margin-bottom:1.5rem}
            h1,h2{margin:0;font-size:1rem;color:var(--red)}
            .message{margin:.25rem 0 0;font-size:clamp(1.125rem,3vw,1.5rem);line-height:1.35;\
            font-weight:600;white-space:pre-wrap}
            .place{color:var(--soft);margin:1.25rem 0 .5rem}
            code,pre,.place{font:.875rem/1.6 ui-monospace,Menlo,Consolas,monospace}
            a{color:inherit}
            pre{margin:0;overflow-x:auto;overflow-wrap:normal;border:1px solid var(--line);border-radius:.375rem;\
            padding:.75rem 0;tab-size:4}
            pre span{display:block;width:max-content;min-width:100%;padding:0 1rem}
            pre .meant{background:var(--wash)}
            pre i{font-style:normal;color:var(--soft);user-select:none}
            pre b{color:var(--red)}
            .note{margin:1rem 0 0}
            h3{font-size:.875rem;color:var(--soft);margin:1.5rem 0 .5rem}
            """;

    /// The `Content-Security-Policy` under which the page still shows: nothing but its own style,
    /// and the script that loads it again when the fault is mended.
    public static final String POLICY =
            "default-src 'none'; base-uri 'none'; form-action 'none'; frame-ancestors 'none'; script-src 'self'; connect-src 'self'; style-src 'sha256-"
                    + digest(STYLE)
                    + "'";

    private final StringBuilder out = new StringBuilder(4096);

    private ErrorPage() {}

    /// The page.
    ///
    /// @param app whose problems they are
    /// @param status the status that it is sent with
    public static String of(String app, int status, List<Problem> problems) {
        var page = new ErrorPage();
        page.head(app, problems);
        page.out.append("<header>").append(status).append(" · ");
        page.text(app);
        page.out.append("</header>");
        problems.forEach(page::problem);
        page.out.append("</main></body></html>\n");
        return page.out.toString();
    }

    private void head(String app, List<Problem> problems) {
        out.append("<!doctype html><html lang=\"en\"><head><meta charset=\"utf-8\">");
        out.append("<meta name=\"viewport\" content=\"width=device-width\">");
        out.append("<meta name=\"robots\" content=\"noindex\">");
        out.append("<meta name=\"edgewise\" content=\"error\"><title>");
        text(problems.isEmpty() ? app : problems.getFirst().title() + " · " + app);
        out.append("</title><style>").append(STYLE).append("</style></head><body><main>");
    }

    private void problem(Problem problem) {
        out.append("<article>");
        element("h1", "", problem.title());
        element("p", "message", problem.message());
        out.append("<p class=\"place\">");
        if (!problem.place().text().isEmpty()) {
            text(problem.place().text());
            out.append(" · ");
        }
        out.append("<a href=\"").append(problem.code().path()).append("\">");
        text(problem.code().word());
        out.append("</a></p>");
        if (problem.frame() != null) {
            frame(problem.frame());
        }
        problem.notes().forEach(note -> element("p", "note", note));
        if (!problem.stack().isEmpty()) {
            element("h3", "", "Stack");
            out.append("<pre>");
            problem.stack().lines().forEach(line -> element("span", "", line.strip()));
            out.append("</pre>");
        }
        out.append("</article>");
    }

    private void frame(CodeFrame frame) {
        out.append("<pre aria-label=\"Source\">");
        int digits =
                Integer.toString(frame.lines().isEmpty() ? 0 : frame.lines().getLast().number())
                        .length();
        for (CodeFrame.Line line : frame.lines()) {
            out.append(line.meant() ? "<span class=\"meant\"><i>" : "<span><i>");
            String number = Integer.toString(line.number());
            out.append(" ".repeat(digits - number.length())).append(number).append(" │ </i>");
            text(line.text());
            if (line.meant()) {
                out.append("\n<i>").append(" ".repeat(digits)).append(" │ </i>");
                out.append(frame.caret())
                        .append("<b>")
                        .append("^".repeat(frame.length()))
                        .append("</b>");
            }
            out.append("</span>");
        }
        out.append("</pre>");
    }

    private void element(String name, String style, String text) {
        out.append('<').append(name);
        if (!style.isEmpty()) {
            out.append(" class=\"").append(style).append('"');
        }
        out.append('>');
        text(text);
        out.append("</").append(name).append('>');
    }

    private void text(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '<' -> out.append("&lt;");
                case '>' -> out.append("&gt;");
                case '&' -> out.append("&amp;");
                case '"' -> out.append("&quot;");
                case '\'' -> out.append("&#39;");
                default -> out.append(c);
            }
        }
    }

    private static String digest(String text) {
        try {
            byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(bytes);
            return Base64.getEncoder().encodeToString(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
