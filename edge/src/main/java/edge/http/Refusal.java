package edge.http;

/// A request that the edge itself answers with an error, or cuts where it can no longer answer.
final class Refusal extends RuntimeException {

    private static final long serialVersionUID = 1;

    private final int status;

    Refusal(int status, String sentence) {
        // A stranger's mistake is no bug: it costs no stack trace.
        super(sentence, null, false, false);
        this.status = status;
    }

    int status() {
        return status;
    }

    Problem problem() {
        return Problem.of(status, String.valueOf(getMessage()));
    }
}
