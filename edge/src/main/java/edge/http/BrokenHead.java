package edge.http;

/// The head of an answer that cannot be sent; its sentence may be told to the client.
final class BrokenHead extends IllegalArgumentException {

    private static final long serialVersionUID = 1;

    BrokenHead(String sentence) {
        super(sentence);
    }
}
