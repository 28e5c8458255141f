package edge.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/// A request that the edge itself answers with an error, or cuts where it can no longer answer.
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;
    private final transient List<Map.Entry<String, String>> headers;

    Refusal(int status, String sentence) {
        this(status, sentence, List.of());
    }

    Refusal(int status, String sentence, List<Map.Entry<String, String>> headers) {
        // A stranger's mistake is no bug: it costs no stack trace.
        super(sentence, null, false, false);
        this.status = status;
        this.headers = headers;
    }

    /// The head that belongs to the problem's text.
    ResponseHead head() {
        ResponseHead plain = problem().head();
        var all = new ArrayList<>(plain.headers());
        all.addAll(headers);
        return new ResponseHead(status, "", all, -1);
    }

    Problem problem() {
        return Problem.of(status, String.valueOf(getMessage()));
    }
}
