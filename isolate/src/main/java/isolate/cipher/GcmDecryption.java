package isolate.cipher;

import java.io.ByteArrayOutputStream;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import javax.crypto.AEADBadTagException;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES-GCM that gives out its text before the tag was seen, as Node does; the JDK's gives out none
/// until the end, and knows no tags below 96 bits.
///
/// Encryption is its own inverse but for the tag: what one encryption makes of the encrypted text
/// is the text, and a second one, of that text, has the tag that must come.
final class GcmDecryption implements RunningCipher {
    private static final int TAG_BYTES = 16;

    private final Cipher text;
    private final Cipher again;

    GcmDecryption(SecretKeySpec key, byte[] iv) throws GeneralSecurityException {
        text = encryption(key, iv);
        again = encryption(key, iv);
    }

    static Cipher encryption(SecretKeySpec key, byte[] iv) throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance("AES/GCM/NoPadding");
        cipher.init(Cipher.ENCRYPT_MODE, key, new GCMParameterSpec(8 * TAG_BYTES, iv));
        return cipher;
    }

    @Override
    public void extra(byte[] data) {
        again.updateAAD(data);
    }

    @Override
    public byte[] update(byte[] data) {
        byte[] out = text.update(data);
        if (out == null) {
            return new byte[0];
        }
        // The result, which is the encrypted text again, is not needed.
        again.update(out);
        return out;
    }

    @Override
    public byte[] finish(byte[] tag) throws GeneralSecurityException {
        byte[] last = text.doFinal();
        var left = new ByteArrayOutputStream();
        left.write(last, 0, last.length - TAG_BYTES);
        byte[] end = again.doFinal(left.toByteArray());
        byte[] due = new byte[tag.length];
        System.arraycopy(end, end.length - TAG_BYTES, due, 0, tag.length);
        if (tag.length == 0 || !MessageDigest.isEqual(due, tag)) {
            throw new AEADBadTagException("The data or its tag is not what was encrypted.");
        }
        return left.toByteArray();
    }
}
