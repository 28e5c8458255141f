package isolate.crypto;

/// An operation that was not done: the name of the DOMException and its sentence.
public final class Refusal extends Exception {
    private static final long serialVersionUID = 1;

    private final String name;

    private Refusal(String name, String sentence) {
        super(sentence, null, false, false);
        this.name = name;
    }

    static Refusal data(String sentence) {
        return new Refusal("DataError", sentence);
    }

    static Refusal operation(String sentence) {
        return new Refusal("OperationError", sentence);
    }

    static Refusal access(String sentence) {
        return new Refusal("InvalidAccessError", sentence);
    }

    /// There is no room for another key, unless some that nobody holds are given back.
    static Refusal full(String sentence) {
        return new Refusal("Full", sentence);
    }

    /// Name and sentence as the prelude reads them.
    public String line() {
        return "!" + name + " " + getMessage();
    }
}
