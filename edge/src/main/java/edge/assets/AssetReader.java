package edge.assets;

import base.Limits;
import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.BasicFileAttributes;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.time.Instant;
import java.util.HexFormat;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/// Reads and hashes the files of a directory, and keeps small ones in memory while there is room.
final class AssetReader {

    private static final int HASH_BYTES = 16;
    private static final int READ_BYTES = 64 * 1024;

    private final Limits.Assets limits;
    private final Map<String, Asset> before;
    private long cachedBytes;

    private AssetReader(Limits.Assets limits, Map<String, Asset> before) {
        this.limits = limits;
        this.before = before;
    }

    /// The files by their path; those of `before` that did not change are taken over.
    static Map<String, Asset> read(Path directory, Limits.Assets limits, Map<String, Asset> before)
            throws IOException {
        var reader = new AssetReader(limits, before);
        Map<String, Asset> files = new TreeMap<>();
        for (Map.Entry<String, Path> file :
                Directory.files(directory, limits.filesMax()).entrySet()) {
            files.put(file.getKey(), reader.asset(file.getKey(), file.getValue()));
        }
        return files;
    }

    private Asset asset(String path, Path file) throws IOException {
        var attributes = Files.readAttributes(file, BasicFileAttributes.class);
        Instant stamp = attributes.lastModifiedTime().toInstant();
        Asset same = before.get(path);
        if (same != null && same.file().equals(file) && same.is(attributes.size(), stamp)) {
            cachedBytes += same.content() == null ? 0 : same.bytes();
            return same;
        }
        boolean small = attributes.size() <= limits.cachedFileBytesMax();
        return small ? small(file, stamp) : large(file, stamp);
    }

    private Asset small(Path file, Instant stamp) throws IOException {
        byte[] bytes = Files.readAllBytes(file);
        boolean kept = cachedBytes + bytes.length <= limits.cachedBytesMax();
        cachedBytes += kept ? bytes.length : 0;
        String hash = text(sha256().digest(bytes));
        return new Asset(file, bytes.length, stamp, hash, kept ? constant(bytes) : null);
    }

    private static @Nullable ByteBuf constant(byte[] bytes) {
        return Unpooled.unreleasableBuffer(Unpooled.wrappedBuffer(bytes).asReadOnly());
    }

    private static Asset large(Path file, Instant stamp) throws IOException {
        MessageDigest digest = sha256();
        long size = 0;
        try (InputStream in = Files.newInputStream(file)) {
            byte[] bytes = new byte[READ_BYTES];
            for (int n = in.read(bytes); n >= 0; n = in.read(bytes)) {
                digest.update(bytes, 0, n);
                size += n;
            }
        }
        return new Asset(file, size, stamp, text(digest.digest()), null);
    }

    private static String text(byte[] hash) {
        return HexFormat.of().formatHex(hash, 0, HASH_BYTES);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException never) {
            throw new IllegalStateException("every JDK has SHA-256", never);
        }
    }
}
