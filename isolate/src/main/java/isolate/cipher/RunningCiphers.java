package isolate.cipher;

import java.security.GeneralSecurityException;
import java.security.spec.AlgorithmParameterSpec;
import java.util.HashMap;
import java.util.Map;
import javax.crypto.Cipher;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// The ciphers that an isolate's code has begun and not ended, by number; on the isolate's thread.
///
/// The prelude has checked the lengths of keys and vectors, and says when one is no longer used.
public final class RunningCiphers {
    private static final int CIPHERS_MAX = 2_000;

    /// The JDK keeps the whole of some input on its heap, which all apps of the process share.
    private static final int HELD_BYTES_MAX = 8 << 20;

    private final Map<Integer, Running> running = new HashMap<>();
    private int held;
    private int opened;

    /// One of them, and how much of its input is held until its end.
    private static final class Running {
        final RunningCipher cipher;

        /// Whether that is all that it is given.
        final boolean keepsInput;

        int held;

        Running(RunningCipher cipher, boolean keepsInput) {
            this.cipher = cipher;
            this.keepsInput = keepsInput;
        }
    }

    /// Begins one; `mode` is `CBC`, `CTR`, `ECB`, `GCM` or, for ChaCha20, `Poly1305`.
    public int open(Form form, boolean decrypt, byte[] key, byte[] iv)
            throws GeneralSecurityException {
        if (running.size() >= CIPHERS_MAX) {
            throw new IllegalStateException("more than 2,000 ciphers are open");
        }
        boolean keepsInput = decrypt && form.algorithm().equals("ChaCha20");
        running.put(++opened, new Running(make(form, decrypt, key, iv), keepsInput));
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
        Running found = find(cipher);
        hold(found, data.length);
        found.cipher.extra(data);
    }

    /// See [RunningCipher#update]. The prelude gives no more than a mebibyte at once, since V8
    /// cannot interrupt Java.
    public byte[] update(int cipher, byte[] data) throws GeneralSecurityException {
        Running found = find(cipher);
        if (found.keepsInput) {
            hold(found, data.length);
        }
        return found.cipher.update(data);
    }

    private void hold(Running by, int bytes) {
        if (bytes > HELD_BYTES_MAX - held) {
            throw new IllegalStateException(
                    "More than 8 MiB wait for the tag that they are checked by.");
        }
        held += bytes;
        by.held += bytes;
    }

    /// See [RunningCipher#finish]; it is over then, also where it fails.
    public byte[] finish(int cipher, byte[] tag) throws GeneralSecurityException {
        Running found = find(cipher);
        close(cipher);
        return found.cipher.finish(tag);
    }

    /// Nobody will use it any more.
    public void close(int cipher) {
        Running closed = running.remove(cipher);
        if (closed != null) {
            held -= closed.held;
        }
    }

    private Running find(int cipher) {
        Running found = running.get(cipher);
        if (found == null) {
            throw new IllegalStateException("the cipher is closed");
        }
        return found;
    }
}
