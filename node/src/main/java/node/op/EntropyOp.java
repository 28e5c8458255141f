package node.op;

import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/// Random bytes of the node's own source, as hexadecimal text: `entropy` of `edgewise:runtime`. Its
/// caller blocks on it. Bytes are drawn ahead, given once and wiped.
public final class EntropyOp implements Op {
    private static final int BYTES_MAX = 1024;

    private static final int AHEAD_BYTES = 4096;

    private final SecureRandom random = new SecureRandom();
    private final byte[] ahead = new byte[AHEAD_BYTES];
    private int used = AHEAD_BYTES;

    @Override
    public Answering begin(OpenCall call) {
        int bytes = parse(call.text());
        if (used + bytes > AHEAD_BYTES) {
            random.nextBytes(ahead);
            used = 0;
        }
        call.answer(HexFormat.of().formatHex(ahead, used, used + bytes));
        Arrays.fill(ahead, used, used + bytes, (byte) 0);
        used += bytes;
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
