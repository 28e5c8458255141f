package node.json;

/// Writes an object of JSON field by field, without spaces; commas come by themselves. What is not
/// closed is the caller's mistake.
public final class JsonWriter {
    private final StringBuilder out;
    private final JsonText text;
    private boolean comma;

    /// Appends to a builder.
    public JsonWriter(StringBuilder out) {
        this.out = out;
        this.text = new JsonText(out);
    }

    private void item() {
        if (comma) {
            out.append(',');
        }
        comma = true;
    }

    private StringBuilder named(String name) {
        item();
        text.text(name);
        return out.append(':');
    }

    /// Begins an object: the document, or an item of a list.
    public JsonWriter object() {
        item();
        return open('{');
    }

    /// Begins an object under a name.
    public JsonWriter object(String name) {
        named(name);
        return open('{');
    }

    /// Begins a list under a name.
    public JsonWriter list(String name) {
        named(name);
        return open('[');
    }

    /// Begins a list that is an item of a list.
    public JsonWriter list() {
        item();
        return open('[');
    }

    private JsonWriter open(char bracket) {
        out.append(bracket);
        comma = false;
        return this;
    }

    /// Ends the innermost object.
    public JsonWriter end() {
        return close('}');
    }

    /// Ends the innermost list.
    public JsonWriter endList() {
        return close(']');
    }

    private JsonWriter close(char bracket) {
        out.append(bracket);
        comma = true;
        return this;
    }

    /// A text.
    public JsonWriter put(String name, String value) {
        named(name);
        text.text(value);
        return this;
    }

    /// A whole number.
    public JsonWriter put(String name, long value) {
        named(name).append(value);
        return this;
    }

    /// True or false.
    public JsonWriter put(String name, boolean value) {
        named(name).append(value);
        return this;
    }

    /// A value that is JSON already.
    public JsonWriter raw(String name, String json) {
        named(name).append(json);
        return this;
    }

    /// A text of a list.
    public JsonWriter item(String value) {
        item();
        text.text(value);
        return this;
    }

    /// A whole number of a list.
    public JsonWriter item(long value) {
        item();
        out.append(value);
        return this;
    }
}
