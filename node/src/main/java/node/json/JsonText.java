package node.json;

import java.util.Map;

/// Writes JSON by hand, without spaces. Text is escaped so that it may also stand inside a script
/// element of an HTML page.
public final class JsonText {

    private final StringBuilder out;

    /// Appends to a builder.
    public JsonText(StringBuilder out) {
        this.out = out;
    }

    /// A value as JSON.
    public static String of(Json value) {
        var out = new StringBuilder();
        new JsonText(out).value(value);
        return out.toString();
    }

    /// Writes a value with all that is in it.
    public void value(Json value) {
        switch (value) {
            case Json.Text(_, String text) -> text(text);
            case Json.Numeral(_, String digits) -> out.append(digits);
            case Json.Flag(_, boolean set) -> out.append(set);
            case Json.Nothing _ -> out.append("null");
            case Json.Items(_, var items) -> {
                out.append('[');
                String comma = "";
                for (Json item : items) {
                    out.append(comma);
                    value(item);
                    comma = ",";
                }
                out.append(']');
            }
            case Json.Fields(_, var fields) -> fields(fields);
        }
    }

    private void fields(Map<String, Json.Field> fields) {
        out.append('{');
        String comma = "";
        for (var field : fields.entrySet()) {
            out.append(comma);
            text(field.getKey());
            out.append(':');
            value(field.getValue().value());
            comma = ",";
        }
        out.append('}');
    }

    /// Writes a string in quotes.
    public void text(String text) {
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            switch (c) {
                case '"' -> out.append("\\\"");
                case '\\' -> out.append("\\\\");
                case '\n' -> out.append("\\n");
                case '\r' -> out.append("\\r");
                case '\t' -> out.append("\\t");
                default -> plain(c);
            }
        }
        out.append('"');
    }

    private void plain(char c) {
        // The two line separators end a line in older JavaScript, and a lone surrogate has no
        // UTF-8.
        if (c < 0x20 || c == '<' || c == 0x2028 || c == 0x2029 || Character.isSurrogate(c)) {
            out.append("\\u");
            for (int shift = 12; shift >= 0; shift -= 4) {
                out.append(Character.forDigit(c >> shift & 15, 16));
            }
        } else {
            out.append(c);
        }
    }
}
