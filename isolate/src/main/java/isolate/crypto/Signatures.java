package isolate.crypto;

import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.PublicKey;
import java.security.Signature;
import java.security.SignatureException;
import java.security.interfaces.RSAKey;
import java.security.spec.EdDSAParameterSpec;
import java.security.spec.MGF1ParameterSpec;
import java.security.spec.PSSParameterSpec;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/// HMAC, RSASSA-PKCS1-v1_5, RSA-PSS, ECDSA, Ed25519 and Ed448.
///
/// @param keys whose keys
/// @param stop asked between steps
record Signatures(Keys keys, Stop stop) {
    /// EdDSA goes over its message twice, so that the JDK keeps all of it.
    private static final int EDDSA_BYTES_MAX = 4 << 20;

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
