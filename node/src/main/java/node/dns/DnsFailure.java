package node.dns;

/// Why a name has no answer.
public final class DnsFailure extends Exception {
    private static final long serialVersionUID = 1L;

    private final String code;

    DnsFailure(String code, String sentence) {
        super(sentence);
        this.code = code;
    }

    /// The word that Node has for it.
    public String code() {
        return code;
    }
}
