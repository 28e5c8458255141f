/// What `node:crypto` has and the web has not: ciphers that run piece by piece, scrypt, arithmetic
/// of large numbers. Start reading at [isolate.cipher.RunningCiphers].
@NullMarked
package isolate.cipher;

import org.jspecify.annotations.NullMarked;
