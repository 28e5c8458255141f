package node.bundle;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Writes packets as esbuild's service mode reads them: a length, an id, and values each led by a
/// byte that tells its kind; all numbers little-endian.
final class PacketWriter {

    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    private PacketWriter() {}

    static void write(OutputStream out, Packet packet) throws IOException {
        var body = new PacketWriter();
        body.number(packet.id() << 1 | (packet.question() ? 0 : 1));
        body.value(packet.body());
        var whole = new PacketWriter();
        whole.raw(body.bytes.toByteArray());
        out.write(whole.bytes.toByteArray());
        out.flush();
    }

    private void value(@Nullable Object value) {
        switch (value) {
            case null -> bytes.write(0);
            case Boolean set -> {
                bytes.write(1);
                bytes.write(set ? 1 : 0);
            }
            case Integer number -> {
                bytes.write(2);
                number(number);
            }
            case String text -> {
                bytes.write(3);
                raw(text.getBytes(StandardCharsets.UTF_8));
            }
            case byte[] data -> {
                bytes.write(4);
                raw(data);
            }
            case List<?> items -> {
                bytes.write(5);
                number(items.size());
                items.forEach(this::value);
            }
            case Map<?, ?> fields -> {
                bytes.write(6);
                number(fields.size());
                fields.forEach(this::field);
            }
            default -> throw new IllegalArgumentException("no packet holds a " + value.getClass());
        }
    }

    private void field(Object name, @Nullable Object value) {
        raw(name.toString().getBytes(StandardCharsets.UTF_8));
        value(value);
    }

    private void raw(byte[] data) {
        number(data.length);
        bytes.writeBytes(data);
    }

    private void number(int number) {
        for (int shift = 0; shift < 32; shift += 8) {
            bytes.write(number >>> shift);
        }
    }
}
