package isolate.cipher;

import java.security.GeneralSecurityException;
import javax.crypto.Cipher;

/// A cipher that the JDK runs as it is.
///
/// @param cipher ready to run
record JdkCipher(Cipher cipher) implements RunningCipher {
    private static final byte[] NOTHING = {};

    @Override
    public void extra(byte[] data) {
        cipher.updateAAD(data);
    }

    @Override
    public byte[] update(byte[] data) {
        byte[] out = cipher.update(data);
        return out == null ? NOTHING : out;
    }

    @Override
    public byte[] finish(byte[] tag) throws GeneralSecurityException {
        return cipher.doFinal(tag);
    }
}
