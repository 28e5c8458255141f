package isolate.crypto;

import isolate.crypto.Key.Pair;
import java.security.GeneralSecurityException;
import java.security.PublicKey;
import java.util.Arrays;
import javax.crypto.KeyAgreement;
import javax.crypto.Mac;

/// HKDF, PBKDF2 and the agreements of ECDH and X25519. The loops are here, over the JDK's HMAC,
/// since its own take no bytes as a password and cannot be stopped.
///
/// @param stop asked between rounds
record Derivations(Stop stop) {
    private static final int ROUNDS_PER_STEP = 1024;
    private static final int BLOCKS_MAX = 255;

    /// More bytes than anybody has a use for.
    private static final int BYTES_MAX = 1 << 20;

    /// RFC 5869 §2.
    byte[] hkdf(Call call) throws GeneralSecurityException, Refusal {
        byte[] pseudorandom = Signatures.mac(call.hash(), call.salt()).doFinal(call.secret());
        Mac mac = Signatures.mac(call.hash(), pseudorandom);
        int size = mac.getMacLength();
        if (call.bytes() > BLOCKS_MAX * size) {
            throw Refusal.operation(
                    "HKDF gives at most "
                            + BLOCKS_MAX * size
                            + " bytes with "
                            + call.hash().digest
                            + ".");
        }
        byte[] out = new byte[call.bytes()];
        byte[] block = new byte[0];
        for (int i = 0; i * size < out.length; i++) {
            stop.check();
            mac.update(block);
            mac.update(call.info());
            block = mac.doFinal(new byte[] {(byte) (i + 1)});
            System.arraycopy(block, 0, out, i * size, Math.min(size, out.length - i * size));
        }
        return out;
    }

    /// RFC 8018 §5.2.
    byte[] pbkdf2(Call call) throws GeneralSecurityException, Refusal {
        if (call.bytes() > BYTES_MAX) {
            throw Refusal.operation("PBKDF2 gives at most " + BYTES_MAX + " bytes here.");
        }
        Mac mac = Signatures.mac(call.hash(), call.secret());
        int size = mac.getMacLength();
        byte[] out = new byte[call.bytes()];
        for (int i = 0; i * size < out.length; i++) {
            mac.update(call.salt());
            int block = i + 1;
            byte[] sum =
                    mac.doFinal(
                            new byte[] {
                                (byte) (block >> 24),
                                (byte) (block >> 16),
                                (byte) (block >> 8),
                                (byte) block
                            });
            rounds(mac, sum, call.iterations());
            System.arraycopy(sum, 0, out, i * size, Math.min(size, out.length - i * size));
        }
        return out;
    }

    private void rounds(Mac mac, byte[] sum, long iterations) throws GeneralSecurityException {
        byte[] round = sum.clone();
        for (long i = 1; i < iterations; i++) {
            if (i % ROUNDS_PER_STEP == 0) {
                stop.check();
            }
            mac.update(round);
            mac.doFinal(round, 0);
            for (int j = 0; j < sum.length; j++) {
                sum[j] ^= round[j];
            }
        }
        stop.check();
    }

    /// The secret of both, whole. That of a point of small order is refused (RFC 7748 §6).
    static byte[] agree(Pair own, PublicKey other) throws GeneralSecurityException {
        boolean isOkp = own.secret() instanceof OkpKeys.Secret;
        KeyAgreement agreement = KeyAgreement.getInstance(isOkp ? "XDH" : "ECDH");
        agreement.init(own.secret() instanceof OkpKeys.Secret okp ? okp.jdk() : own.secret());
        agreement.doPhase(other instanceof OkpKeys.Open okp ? okp.jdk() : other, true);
        return agreement.generateSecret();
    }

    /// The first bits of these bytes; what is left of the last byte is zero.
    static byte[] bits(byte[] bytes, int bits) {
        byte[] cut = Arrays.copyOf(bytes, (bits + 7) / 8);
        if (bits % 8 != 0) {
            cut[cut.length - 1] &= (byte) (0xff << (8 - bits % 8));
        }
        return cut;
    }

    /// Which bytes are to be derived of a secret, and how.
    ///
    /// @param hash the hash that it is made with
    /// @param secret the key's material
    /// @param salt as the algorithm says
    /// @param info HKDF's
    /// @param iterations PBKDF2's
    /// @param bytes how many
    record Call(Hash hash, byte[] secret, byte[] salt, byte[] info, long iterations, int bytes) {}
}
