package node.op;

import java.security.SecureRandom;
import java.util.HexFormat;

/// Random bytes of the node's own source, as hexadecimal text: `entropy` of `edgewise:runtime`. Its
/// caller blocks on it.
public final class EntropyOp implements Op {
    private static final int BYTES_MAX = 1024;

    private final SecureRandom random = new SecureRandom();

    @Override
    public Answering begin(OpenCall call) {
        int bytes = parse(call.text());
        byte[] fresh = new byte[bytes];
        random.nextBytes(fresh);
        call.answer(HexFormat.of().formatHex(fresh));
        return Answering.NOTHING;
    }

    private static int parse(String text) {
        try {
            int bytes = Integer.parseInt(text);
            if (bytes >= 0 && bytes <= BYTES_MAX) {
                return bytes;
            }
        } catch (NumberFormatException e) {
            throw new IllegalArgumentException(
                    "entropy() was asked for " + text + " bytes; it gives 0 to 1,024.", e);
        }
        throw new IllegalArgumentException(
                "entropy() was asked for " + text + " bytes; it gives 0 to 1,024.");
    }
}
