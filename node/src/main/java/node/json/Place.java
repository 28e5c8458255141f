package node.json;

/// Where something stands in a text; both counted from 1. [#NONE] where it stands nowhere.
public record Place(int line, int column) {

    /// Nowhere in particular.
    public static final Place NONE = new Place(0, 0);
}
