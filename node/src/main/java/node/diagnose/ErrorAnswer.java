package node.diagnose;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import node.json.JsonText;

/// The answer to a request that ran into problems: a page for a browser, a problem document (RFC
/// 9457) for everybody else.
///
/// @param headers to be sent, names in lower case
/// @param body to be sent as UTF-8
public record ErrorAnswer(int status, List<Map.Entry<String, String>> headers, String body) {

    /// Makes the answer.
    ///
    /// @param accept what the client said it accepts; empty where it said nothing
    /// @param app whose problems they are
    public static ErrorAnswer of(String accept, String app, int status, List<Problem> problems) {
        return acceptsHtml(accept) ? page(app, status, problems) : document(status, problems);
    }

    private static ErrorAnswer page(String app, int status, List<Problem> problems) {
        return new ErrorAnswer(
                status,
                List.of(
                        Map.entry("content-type", "text/html; charset=utf-8"),
                        Map.entry("content-security-policy", ErrorPage.POLICY),
                        Map.entry("x-content-type-options", "nosniff"),
                        Map.entry("cache-control", "no-store")),
                ErrorPage.of(app, status, problems));
    }

    private static ErrorAnswer document(int status, List<Problem> problems) {
        return new ErrorAnswer(
                status,
                List.of(
                        Map.entry("content-type", "application/problem+json"),
                        Map.entry("cache-control", "no-store")),
                json(status, problems));
    }

    /// `*/*` alone is what programs send, and they read JSON better.
    private static boolean acceptsHtml(String accept) {
        for (String range : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            String plain = range.replace(" ", "");
            if (plain.startsWith("text/html") && !plain.matches(".*;q=0(\\.0*)?")) {
                return true;
            }
        }
        return false;
    }

    private static String json(int status, List<Problem> problems) {
        var out = new StringBuilder("{\"type\":");
        var json = new JsonText(out);
        json.text(problems.isEmpty() ? "about:blank" : problems.getFirst().code().path());
        if (!problems.isEmpty()) {
            out.append(",\"code\":");
            json.text(problems.getFirst().code().word());
        }
        out.append(",\"title\":");
        json.text(problems.isEmpty() ? "Error" : problems.getFirst().title());
        out.append(",\"status\":").append(status).append(",\"detail\":");
        json.text(problems.isEmpty() ? "" : problems.getFirst().message());
        out.append(",\"errors\":[");
        String comma = "";
        for (Problem problem : problems) {
            out.append(comma).append("{\"code\":");
            json.text(problem.code().word());
            out.append(",\"title\":");
            json.text(problem.title());
            out.append(",\"detail\":");
            json.text(problem.message());
            out.append(",\"place\":");
            json.text(problem.place().text());
            out.append(",\"stack\":");
            json.text(problem.stack());
            out.append('}');
            comma = ",";
        }
        return out.append("]}\n").toString();
    }
}
