package isolate.crypto;

import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAKey;
import java.security.interfaces.RSAPublicKey;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import java.util.Arrays;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC, RSASSA-PKCS1-v1_5, RSA-PSS, ECDSA, Ed25519 and Ed448.
///
/// @param keys whose keys
/// @param stop asked between steps
record Signatures(Keys keys, Stop stop) {
    /// EdDSA goes over its message twice, so that the JDK keeps all of it.
    private static final int EDDSA_BYTES_MAX = 4 << 20;

    /// In place of the bytes of a salt: as many as the signature turns out to have.
    private static final int SALT_AS_SIGNED = -1;

    byte[] sign(SignatureCall call) throws GeneralSecurityException, Refusal {
        if (call.algorithm().equals("HMAC")) {
            return mac(call);
        }
        java.security.PrivateKey key = keys.secretHalf(call.key()).pair().secret();
        Signature signature = signature(call, key);
        signature.initSign(key instanceof OkpKeys.Secret okp ? okp.jdk() : key);
        feed(call.data(), signature::update);
        return signature.sign();
    }

    boolean verify(SignatureCall call, byte[] given) throws GeneralSecurityException, Refusal {
        if (call.algorithm().equals("HMAC")) {
            return MessageDigest.isEqual(mac(call), given);
        }
        PublicKey key = keys.open(call.key()).key();
        if (key instanceof OkpKeys.Open okp && !okp.curve().areSound(okp.octets(), given)) {
            return false;
        }
        if (call.algorithm().equals("RSA-PSS") && call.salt() == SALT_AS_SIGNED) {
            int salt = saltBytes(Hash.named(call.hash()), (RSAPublicKey) key, given);
            return salt >= 0 && verify(call.salted(salt), given);
        }
        Signature signature = signature(call, key);
        signature.initVerify(key instanceof OkpKeys.Open okp ? okp.jdk() : key);
        feed(call.data(), signature::update);
        try {
            return signature.verify(given);
        } catch (SignatureException e) {
            // It cannot even be read as one.
            return false;
        }
    }

    /// How many bytes of salt a signature has, which only its maker chose (RFC 8017 §9.1.2, up to
    /// step 10); -1 where it is none.
    private static int saltBytes(Hash hash, RSAPublicKey key, byte[] given)
            throws GeneralSecurityException {
        int bits = key.getModulus().bitLength() - 1;
        var number = Numbers.read(given);
        var digest = MessageDigest.getInstance(hash.digest);
        int maskedBytes = (bits + 7) / 8 - digest.getDigestLength() - 1;
        if (maskedBytes < 1 || number.compareTo(key.getModulus()) >= 0) {
            return -1;
        }
        byte[] message =
                Numbers.fixed(
                        number.modPow(key.getPublicExponent(), key.getModulus()), (bits + 7) / 8);
        byte[] seed = Arrays.copyOfRange(message, maskedBytes, message.length - 1);
        for (int i = 0; i < maskedBytes; i++) {
            int block = i / seed.length;
            if (i % seed.length == 0) {
                digest.update(seed);
                byte[] mask = digest.digest(Numbers.fixed(BigInteger.valueOf(block), 4));
                for (int j = 0; j < mask.length && i + j < maskedBytes; j++) {
                    message[i + j] ^= mask[j];
                }
            }
        }
        message[0] &= (byte) (0xff >> (8 * ((bits + 7) / 8) - bits));
        int at = 0;
        while (at < maskedBytes && message[at] == 0) {
            at++;
        }
        return at < maskedBytes && message[at] == 1 ? maskedBytes - at - 1 : -1;
    }

    private byte[] mac(SignatureCall call) throws GeneralSecurityException {
        Mac mac = mac(Hash.named(call.hash()), keys.secret(call.key()));
        feed(call.data(), mac::update);
        return mac.doFinal();
    }

    /// An empty key is one of zeros (RFC 2104 §2), which the JDK must be told.
    static Mac mac(Hash hash, byte[] key) throws GeneralSecurityException {
        Mac mac = Mac.getInstance(hash.mac());
        mac.init(new SecretKeySpec(key.length == 0 ? new byte[1] : key, hash.mac()));
        return mac;
    }

    private static Signature signature(SignatureCall call, java.security.Key key)
            throws GeneralSecurityException, Refusal {
        return switch (call.algorithm()) {
            case "RSASSA-PKCS1-v1_5" -> Signature.getInstance(Hash.named(call.hash()).with("RSA"));
            case "RSA-PSS" -> pss(call, (RSAKey) key);
            case "ECDSA" ->
                    Signature.getInstance(Hash.named(call.hash()).with("ECDSA") + "inP1363Format");
            case "Ed25519", "Ed448" -> eddsa(call);
            default -> throw new IllegalArgumentException("Nothing signs by " + call.algorithm());
        };
    }

    private static Signature pss(SignatureCall call, RSAKey key)
            throws GeneralSecurityException, Refusal {
        if (call.salt() < 0 || call.salt() > key.getModulus().bitLength() / 8) {
            throw Refusal.operation("The salt is longer than the key allows.");
        }
        String hash = Hash.named(call.hash()).digest;
        Signature signature = Signature.getInstance("RSASSA-PSS");
        signature.setParameter(
                new PSSParameterSpec(hash, "MGF1", new MGF1ParameterSpec(hash), call.salt(), 1));
        return signature;
    }

    private static Signature eddsa(SignatureCall call) throws GeneralSecurityException, Refusal {
        if (call.data().remaining() > EDDSA_BYTES_MAX) {
            throw Refusal.operation(
                    "The message has "
                            + call.data().remaining()
                            + " bytes; "
                            + call.algorithm()
                            + " signs at most "
                            + EDDSA_BYTES_MAX
                            + ".");
        }
        Signature signature = Signature.getInstance(call.algorithm());
        if (call.context().length > 0) {
            signature.setParameter(new EdDSAParameterSpec(false, call.context()));
        }
        return signature;
    }

    private void feed(ByteBuffer data, Sink sink) throws GeneralSecurityException {
        for (int at = 0; at < data.remaining(); at += Stop.STEP_BYTES) {
            stop.check();
            sink.take(data.slice(at, Math.min(Stop.STEP_BYTES, data.remaining() - at)));
        }
    }

    private interface Sink {
        void take(ByteBuffer data) throws GeneralSecurityException;
    }
}
