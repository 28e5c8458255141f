package node.terminal;

import node.json.JsonWriter;

/// Something that knows how it reads as lines and as JSON, so that whoever shows it need not know
/// what it is.
public interface Showable {

    /// For a person, each line ended.
    String lines(Colours colours);

    /// For a program: its fields, into an object that is open.
    void fields(JsonWriter out);

    /// About how many characters of memory it holds.
    int weight();
}
