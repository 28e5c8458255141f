package isolate.cipher;

import java.security.GeneralSecurityException;

/// One cipher between its first piece and its last. On one thread.
interface RunningCipher {

    /// Data that is authenticated and not encrypted; before all else.
    void extra(byte[] data) throws GeneralSecurityException;

    /// What comes out for this piece, which may be less or more of it than went in.
    byte[] update(byte[] data) throws GeneralSecurityException;

    /// What is left. The tag of one that authenticates: to be checked where it decrypts; where it
    /// encrypts, the whole tag stands at the end of the answer.
    byte[] finish(byte[] tag) throws GeneralSecurityException;
}
