package node.bundle;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Reads what esbuild's service mode writes; the opposite of [PacketWriter].
final class PacketReader {

    /// A bundle of the largest size, its source map, and room; checked before it is allocated.
    private static final int PACKET_BYTES_MAX = 512 * 1024 * 1024;

    private PacketReader() {}

    /// The first thing that comes: the version of the program.
    static String version(InputStream in) throws IOException {
        return new String(raw(in), StandardCharsets.UTF_8);
    }

    static Packet read(InputStream in) throws IOException {
        ByteBuffer packet = ByteBuffer.wrap(raw(in)).order(ByteOrder.LITTLE_ENDIAN);
        try {
            int id = packet.getInt();
            return new Packet(id >>> 1, (id & 1) == 0, body(packet));
        } catch (BufferUnderflowException e) {
            throw new IOException("esbuild sent a packet that breaks off", e);
        }
    }

    private static byte[] raw(InputStream in) throws IOException {
        byte[] head = in.readNBytes(4);
        if (head.length < 4) {
            throw new EOFException("esbuild ended");
        }
        int length = ByteBuffer.wrap(head).order(ByteOrder.LITTLE_ENDIAN).getInt();
        if (length < 0 || length > PACKET_BYTES_MAX) {
            throw new IOException(
                    "esbuild sent "
                            + length
                            + " bytes at once; at most "
                            + PACKET_BYTES_MAX
                            + " are read");
        }
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("esbuild ended");
        }
        return bytes;
    }

    private static Map<String, @Nullable Object> body(ByteBuffer packet) throws IOException {
        byte kind = packet.get();
        if (kind != 6) {
            throw new IOException("esbuild sent a packet of kind " + kind + "; 6 was expected");
        }
        return fields(packet);
    }

    private static @Nullable Object value(ByteBuffer packet) throws IOException {
        byte kind = packet.get();
        return switch (kind) {
            case 0 -> null;
            case 1 -> packet.get() != 0;
            case 2 -> packet.getInt();
            case 3 -> text(packet);
            case 4 -> bytes(packet);
            case 5 -> items(packet);
            case 6 -> fields(packet);
            default -> throw new IOException("esbuild sent a value of kind " + kind);
        };
    }

    private static List<@Nullable Object> items(ByteBuffer packet) throws IOException {
        int count = packet.getInt();
        var items = new ArrayList<@Nullable Object>();
        for (int i = 0; i < count; i++) {
            items.add(value(packet));
        }
        return items;
    }

    private static Map<String, @Nullable Object> fields(ByteBuffer packet) throws IOException {
        int count = packet.getInt();
        var fields = new LinkedHashMap<String, @Nullable Object>();
        for (int i = 0; i < count; i++) {
            String name = text(packet);
            fields.put(name, value(packet));
        }
        return fields;
    }

    private static String text(ByteBuffer packet) throws IOException {
        return new String(bytes(packet), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(ByteBuffer packet) throws IOException {
        int length = packet.getInt();
        if (length < 0 || length > packet.remaining()) {
            throw new IOException("esbuild sent a value of " + length + " bytes that is not there");
        }
        byte[] bytes = new byte[length];
        packet.get(bytes);
        return bytes;
    }
}
