package isolate.cipher;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.HashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The ciphers that an isolate's code has begun and not ended, by number; on the isolate's thread.
///
/// The prelude has checked the lengths of keys and vectors, and says when one is no longer used.
public final class RunningCiphers {
    private static final int CIPHERS_MAX = 2_000;

    /// V8 cannot interrupt Java: after so many bytes, a cipher asks whether it is to end.
    private static final int PIECE_BYTES = 1 << 20;

    private final Map<Integer, RunningCipher> running = new HashMap<>();
    private final BooleanSupplier stopped;
    private int opened;

    /// @param stopped whether the isolate is to end what it does
    public RunningCiphers(BooleanSupplier stopped) {
        this.stopped = stopped;
    }

    /// Begins one; `mode` is `CBC`, `CTR`, `ECB`, `GCM` or, for ChaCha20, `Poly1305`.
    public int open(Form form, boolean decrypt, byte[] key, byte[] iv)
            throws GeneralSecurityException {
        if (running.size() >= CIPHERS_MAX) {
            throw new IllegalStateException("more than 2,000 ciphers are open");
        }
        running.put(++opened, make(form, decrypt, key, iv));
        return opened;
    }

    /// Which cipher.
    ///
    /// @param algorithm the JDK's name of the cipher
    /// @param mode the JDK's name of the mode
    /// @param padded whether what is short of a block is filled up
    public record Form(String algorithm, String mode, boolean padded) {}

    private static RunningCipher make(Form form, boolean decrypt, byte[] key, byte[] iv)
            throws GeneralSecurityException {
        var secret = new SecretKeySpec(key, form.algorithm());
        if (form.mode().equals("GCM")) {
            return decrypt
                    ? new GcmDecryption(secret, iv)
                    : new JdkCipher(GcmDecryption.encryption(secret, iv));
        }
        int direction = decrypt ? Cipher.DECRYPT_MODE : Cipher.ENCRYPT_MODE;
        Cipher cipher = Cipher.getInstance(name(form));
        AlgorithmParameterSpec parameters = iv.length == 0 ? null : new IvParameterSpec(iv);
        cipher.init(direction, secret, parameters);
        return new JdkCipher(cipher);
    }

    private static String name(Form form) {
        String padding = form.padded() ? "PKCS5Padding" : "NoPadding";
        return form.algorithm().equals("ChaCha20")
                ? "ChaCha20-Poly1305"
                : form.algorithm() + "/" + form.mode() + "/" + padding;
    }

    /// See [RunningCipher#extra].
    public void extra(int cipher, byte[] data) throws GeneralSecurityException {
        find(cipher).extra(data);
    }

    /// See [RunningCipher#update].
    public byte[] update(int cipher, byte[] data) throws GeneralSecurityException {
        RunningCipher found = find(cipher);
        if (data.length <= PIECE_BYTES) {
            return found.update(data);
        }
        var out = new ByteArrayOutputStream(data.length);
        for (int at = 0; at < data.length && !stopped.getAsBoolean(); at += PIECE_BYTES) {
            int end = Math.min(data.length, at + PIECE_BYTES);
            out.writeBytes(found.update(java.util.Arrays.copyOfRange(data, at, end)));
        }
        return out.toByteArray();
    }

    /// See [RunningCipher#finish]; it is over then, also where it fails.
    public byte[] finish(int cipher, byte[] tag) throws GeneralSecurityException {
        RunningCipher found = find(cipher);
        close(cipher);
        return found.finish(tag);
    }

    /// Nobody will use it any more.
    public void close(int cipher) {
        running.remove(cipher);
    }

    private RunningCipher find(int cipher) {
        RunningCipher found = running.get(cipher);
        if (found == null) {
            throw new IllegalStateException("the cipher is closed");
        }
        return found;
    }
}
