package isolate.crypto;

import isolate.crypto.CipherCall.Room;
import java.security.GeneralSecurityException;
import java.security.interfaces.RSAKey;
import java.security.spec.MGF1ParameterSpec;
import javax.crypto.Cipher;
import javax.crypto.spec.OAEPParameterSpec;
import javax.crypto.spec.PSource;

/// RSAES-OAEP of RFC 8017 §7.1, and what came before it (§7.2, §9.2).
final class RsaOaep {
    private RsaOaep() {}

    static int run(java.security.Key key, Hash hash, CipherCall call, Room room)
            throws GeneralSecurityException, Refusal {
        Cipher cipher = Cipher.getInstance("RSA/ECB/OAEPPadding");
        cipher.init(
                call.decrypt() ? Cipher.DECRYPT_MODE : Cipher.ENCRYPT_MODE,
                key,
                new OAEPParameterSpec(
                        hash.digest,
                        "MGF1",
                        new MGF1ParameterSpec(hash.digest),
                        new PSource.PSpecified(call.extra())));
        return once(cipher, key, call, room);
    }

    /// With the older padding, or with none.
    static int plain(java.security.Key key, CipherCall call, Room room)
            throws GeneralSecurityException, Refusal {
        boolean padded = !call.algorithm().startsWith("RSA-raw");
        Cipher cipher = Cipher.getInstance(padded ? "RSA/ECB/PKCS1Padding" : "RSA/ECB/NoPadding");
        cipher.init(call.decrypt() ? Cipher.DECRYPT_MODE : Cipher.ENCRYPT_MODE, key);
        return once(cipher, key, call, room);
    }

    private static int once(Cipher cipher, java.security.Key key, CipherCall call, Room room)
            throws GeneralSecurityException, Refusal {
        int most = (((RSAKey) key).getModulus().bitLength() + 7) / 8;
        if (call.data().remaining() > most) {
            throw Refusal.operation("The data is longer than the key's modulus.");
        }
        byte[] data = new byte[call.data().remaining()];
        call.data().get(0, data);
        byte[] done = cipher.doFinal(data);
        room.of(done.length).put(done);
        return done.length;
    }
}
