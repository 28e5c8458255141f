package isolate.crypto;

import java.security.PrivateKey;
import java.security.PublicKey;

/// The material of a key. It never leaves the JVM but by an export that its owner allowed.
sealed interface Key {

    /// How much memory it stands for, roughly.
    int bytes();

    /// Bytes known to both sides.
    record Secret(byte[] material, boolean extractable) implements Key {
        @Override
        public int bytes() {
            return material.length;
        }
    }

    /// The half that everybody may have.
    record Public(KeyFamily family, PublicKey key) implements Key {
        @Override
        public int bytes() {
            return family.bytes();
        }
    }

    /// The half that one has, together with the other.
    record Private(KeyFamily family, Pair pair, boolean extractable) implements Key {
        @Override
        public int bytes() {
            return 3 * family.bytes();
        }
    }

    /// Both halves.
    record Pair(PublicKey open, PrivateKey secret) {}
}
