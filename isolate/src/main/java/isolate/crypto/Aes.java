package isolate.crypto;

import isolate.crypto.CipherCall.Room;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.security.spec.AlgorithmParameterSpec;
import java.util.Arrays;
import javax.crypto.Cipher;
import javax.crypto.spec.GCMParameterSpec;
import javax.crypto.spec.IvParameterSpec;
import javax.crypto.spec.SecretKeySpec;

/// AES in the modes of the standard. Each answers how many bytes of its last room are the result.
///
/// @param stop asked between steps
record Aes(Stop stop) {
    private static final int BLOCK = 16;
    private static final int TAG_BITS = 128;

    /// The JDK checks no shorter tags.
    private static final int JDK_TAG_BITS_MIN = 96;

    /// A key that is wrapped is small.
    private static final int WRAPPED_BYTES_MAX = 1 << 20;

    int cbc(byte[] key, CipherCall call, Room room) throws GeneralSecurityException {
        Cipher cipher =
                cipher("AES/CBC/PKCS5Padding", key, call.decrypt(), new IvParameterSpec(call.iv()));
        int bytes = call.data().remaining();
        return run(
                cipher,
                call.data(),
                room.of(call.decrypt() ? bytes : bytes / BLOCK * BLOCK + BLOCK));
    }

    /// The counter is the lowest bits of the block only; the JDK counts with all of them, so that
    /// what comes after an overflow is a second run.
    int ctr(byte[] key, CipherCall call, Room room) throws GeneralSecurityException, Refusal {
        ByteBuffer data = call.data();
        BigInteger values = BigInteger.ONE.shiftLeft(call.number());
        BigInteger mask = values.subtract(BigInteger.ONE);
        BigInteger start = Numbers.read(call.iv());
        long blocks = (data.remaining() + BLOCK - 1L) / BLOCK;
        if (BigInteger.valueOf(blocks).compareTo(values) > 0) {
            throw Refusal.operation("The data is longer than the counter can count.");
        }
        BigInteger left = values.subtract(start.and(mask));
        ByteBuffer out = room.of(data.remaining());
        if (left.compareTo(BigInteger.valueOf(blocks)) >= 0) {
            return run(ctr(key, call.iv()), data, out);
        }
        int first = left.intValueExact() * BLOCK;
        byte[] zero = Numbers.fixed(start.andNot(mask), BLOCK);
        int done = run(ctr(key, call.iv()), data.slice(0, first), out);
        return done + run(ctr(key, zero), data.slice(first, data.remaining() - first), out);
    }

    private static Cipher ctr(byte[] key, byte[] counter) throws GeneralSecurityException {
        return cipher("AES/CTR/NoPadding", key, false, new IvParameterSpec(counter));
    }

    int gcm(byte[] key, CipherCall call, Room room) throws GeneralSecurityException, Refusal {
        int tagBytes = call.number() / 8;
        ByteBuffer data = call.data();
        if (!call.decrypt()) {
            // A shorter tag is the beginning of the whole one.
            ByteBuffer out = room.of(data.remaining() + TAG_BITS / 8);
            return run(gcm(key, call, false, TAG_BITS), data, out) - (TAG_BITS / 8 - tagBytes);
        }
        int bytes = data.remaining() - tagBytes;
        if (bytes < 0) {
            throw Refusal.operation("The data is shorter than its tag.");
        }
        if (call.number() < JDK_TAG_BITS_MIN) {
            return shortTag(key, call, room, bytes);
        }
        return gcm(key, call, true, call.number()).doFinal(data, room.of(bytes));
    }

    /// Encryption is its own inverse but for the tag: what it makes of the encrypted text is the
    /// text, and the text encrypted again has the tag that must have been there.
    private int shortTag(byte[] key, CipherCall call, Room room, int bytes)
            throws GeneralSecurityException, Refusal {
        byte[] given = new byte[call.number() / 8];
        call.data().get(bytes, given);
        ByteBuffer again = room.of(bytes + TAG_BITS / 8);
        ByteBuffer text = room.of(bytes + TAG_BITS / 8);
        run(gcm(key, call, false, TAG_BITS), call.data().slice(0, bytes), text);
        run(gcm(key, call, false, TAG_BITS), text.slice(0, bytes), again);
        byte[] tag = new byte[given.length];
        again.get(bytes, tag);
        if (!MessageDigest.isEqual(tag, given)) {
            throw Refusal.operation("The data or its tag is not what was encrypted.");
        }
        return bytes;
    }

    private static Cipher gcm(byte[] key, CipherCall call, boolean decrypt, int tagBits)
            throws GeneralSecurityException {
        var spec = new GCMParameterSpec(tagBits, call.iv());
        Cipher cipher = cipher("AES/GCM/NoPadding", key, decrypt, spec);
        cipher.updateAAD(call.extra());
        return cipher;
    }

    int kw(byte[] key, CipherCall call, Room room) throws GeneralSecurityException, Refusal {
        if (call.data().remaining() > WRAPPED_BYTES_MAX) {
            throw Refusal.operation("A wrapped key has at most " + WRAPPED_BYTES_MAX + " bytes.");
        }
        Cipher cipher = Cipher.getInstance("AES/KW/NoPadding");
        cipher.init(mode(call.decrypt()), new SecretKeySpec(key, "AES"));
        byte[] data = new byte[call.data().remaining()];
        call.data().get(0, data);
        byte[] done = cipher.doFinal(data);
        room.of(done.length).put(done);
        Arrays.fill(data, (byte) 0);
        return done.length;
    }

    private int run(Cipher cipher, ByteBuffer data, ByteBuffer out)
            throws GeneralSecurityException {
        int from = out.position();
        int at = 0;
        while (data.remaining() - at > Stop.STEP_BYTES) {
            stop.check();
            cipher.update(data.slice(at, Stop.STEP_BYTES), out);
            at += Stop.STEP_BYTES;
        }
        stop.check();
        cipher.doFinal(data.slice(at, data.remaining() - at), out);
        return out.position() - from;
    }

    private static Cipher cipher(
            String name, byte[] key, boolean decrypt, AlgorithmParameterSpec parameters)
            throws GeneralSecurityException {
        Cipher cipher = Cipher.getInstance(name);
        cipher.init(mode(decrypt), new SecretKeySpec(key, "AES"), parameters);
        return cipher;
    }

    private static int mode(boolean decrypt) {
        return decrypt ? Cipher.DECRYPT_MODE : Cipher.ENCRYPT_MODE;
    }
}
