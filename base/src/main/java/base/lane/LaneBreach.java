package base.lane;

/// The other side broke a rule of the lane. The node ends a child that does so.
public final class LaneBreach extends RuntimeException {
    private static final long serialVersionUID = 1;

    /// Says which rule.
    public LaneBreach(String sentence) {
        super(sentence, null, false, false);
    }
}
