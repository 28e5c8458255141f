package edge.websocket;

/// The other side broke a rule of the protocol; the code says to it which kind.
final class Fault extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int code;

    Fault(int code, String sentence) {
        // A stranger's mistake is no bug: it costs no stack trace.
        super(sentence, null, false, false);
        this.code = code;
    }

    int code() {
        return code;
    }

    String sentence() {
        return String.valueOf(getMessage());
    }
}
