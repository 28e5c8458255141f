package isolate.v8;

import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.Charset;
import java.nio.charset.CodingErrorAction;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import org.jspecify.annotations.Nullable;

/// Text codecs, digests and random bytes by the JDK. One per isolate, used on its thread.
final class LocalOps {
    private static final int DIGESTS_MAX = 1_000;
    private static final int RANDOM_PIECE_BYTES = 65_536;

    /// V8 cannot interrupt Java: after so many bytes, a digest asks whether it is to end.
    private static final int DIGEST_PIECE_BYTES = 1 << 20;

    private final SecureRandom random = new SecureRandom();
    private final Map<Integer, MessageDigest> digests = new HashMap<>();
    private final BooleanSupplier stopped;
    private int digestsOpened;

    LocalOps(BooleanSupplier stopped) {
        this.stopped = stopped;
    }

    byte[] utf8Encode(String text) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return wellFormed(text) ? bytes : repaired(text).getBytes(StandardCharsets.UTF_8);
    }

    /// Java writes a lone surrogate as `?`, the web as U+FFFD.
    private static boolean wellFormed(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                if (!Character.isHighSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    private static String repaired(String text) {
        var out = new StringBuilder(text.length());
        text.codePoints()
                .map(c -> c >= 0xD800 && c <= 0xDFFF ? 0xFFFD : c)
                .forEach(out::appendCodePoint);
        return out.toString();
    }

    String utf8Decode(ByteBuffer bytes) {
        return new String(copy(bytes), StandardCharsets.UTF_8);
    }

    @Nullable String utf8DecodeFatal(ByteBuffer bytes) {
        return decodeFatal(StandardCharsets.UTF_8, bytes);
    }

    @Nullable String legacyDecode(String encoding, ByteBuffer bytes, boolean fatal) {
        Charset charset = Charset.forName(encoding);
        return fatal ? decodeFatal(charset, bytes) : new String(copy(bytes), charset);
    }

    private static @Nullable String decodeFatal(Charset charset, ByteBuffer bytes) {
        try {
            return charset.newDecoder()
                    .onMalformedInput(CodingErrorAction.REPORT)
                    .onUnmappableCharacter(CodingErrorAction.REPORT)
                    .decode(bytes)
                    .toString();
        } catch (CharacterCodingException e) {
            return null;
        }
    }

    byte[] digest(String algorithm, ByteBuffer bytes) {
        MessageDigest digest = named(algorithm);
        update(digest, bytes);
        return digest.digest();
    }

    int digestOpen(String algorithm) {
        if (digests.size() >= DIGESTS_MAX) {
            throw new IllegalStateException("more than 1,000 digests are open");
        }
        digests.put(++digestsOpened, named(algorithm));
        return digestsOpened;
    }

    void digestUpdate(int digest, ByteBuffer bytes) {
        MessageDigest running = digests.get(digest);
        if (running != null) {
            update(running, bytes);
        }
    }

    private void update(MessageDigest digest, ByteBuffer bytes) {
        for (int at = 0; at < bytes.remaining() && !stopped.getAsBoolean(); ) {
            int piece = Math.min(DIGEST_PIECE_BYTES, bytes.remaining() - at);
            digest.update(bytes.slice(at, piece));
            at += piece;
        }
    }

    byte[] digestClose(int digest) {
        MessageDigest running = digests.remove(digest);
        return running == null ? new byte[0] : running.digest();
    }

    void random(ByteBuffer into) {
        byte[] piece = new byte[Math.min(into.remaining(), RANDOM_PIECE_BYTES)];
        while (into.hasRemaining() && !stopped.getAsBoolean()) {
            random.nextBytes(piece);
            into.put(piece, 0, Math.min(piece.length, into.remaining()));
        }
    }

    private static MessageDigest named(String algorithm) {
        try {
            return MessageDigest.getInstance(algorithm);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalArgumentException("no digest " + algorithm, e);
        }
    }

    private static byte[] copy(ByteBuffer bytes) {
        byte[] copy = new byte[bytes.remaining()];
        bytes.get(copy);
        return copy;
    }
}
