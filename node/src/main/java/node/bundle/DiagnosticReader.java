package node.bundle;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;

/// Makes diagnostics of esbuild's messages, whose columns are counted from 0 and in bytes.
final class DiagnosticReader {

    private final MissingPackage missing;

    DiagnosticReader(MissingPackage missing) {
        this.missing = missing;
    }

    List<Diagnostic> read(Map<?, ?> answer, String name) {
        return Packet.list(answer, name).stream().map(this::diagnostic).toList();
    }

    private Diagnostic diagnostic(Map<?, ?> message) {
        Map<?, ?> location = Packet.fields(message, "location");
        List<String> notes = Packet.list(message, "notes").stream().map(this::note).toList();
        return missing.explain(
                new Diagnostic(
                        place(location),
                        Packet.text(message, "text"),
                        Packet.text(location, "lineText"),
                        notes));
    }

    private String note(Map<?, ?> note) {
        String where = place(Packet.fields(note, "location")).text();
        String text = Packet.text(note, "text");
        return where.isEmpty() ? text : text + " (" + where + ")";
    }

    private static SourcePlace place(Map<?, ?> location) {
        if (location.isEmpty()) {
            return SourcePlace.NONE;
        }
        byte[] line = Packet.text(location, "lineText").getBytes(StandardCharsets.UTF_8);
        int from = Math.min(line.length, Packet.number(location, "column"));
        int to = Math.min(line.length, from + Packet.number(location, "length"));
        int column = new String(line, 0, from, StandardCharsets.UTF_8).length();
        int length = new String(line, from, to - from, StandardCharsets.UTF_8).length();
        return new SourcePlace(
                Packet.text(location, "file"), Packet.number(location, "line"), column + 1, length);
    }
}
