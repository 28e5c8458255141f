package isolate.crypto;

import java.util.HashMap;
import java.util.Map;

/// The keys of one isolate, by number.
final class Keys {
    private static final int KEYS_MAX = 20_000;
    private static final int BYTES_MAX = 16 << 20;

    private final Map<Integer, Key> keys = new HashMap<>();
    private int last;
    private long bytes;

    int add(Key key) throws Refusal {
        if (keys.size() >= KEYS_MAX || bytes + key.bytes() > BYTES_MAX) {
            throw Refusal.operation(
                    "The isolate holds "
                            + keys.size()
                            + " keys of "
                            + bytes
                            + " bytes; at most "
                            + KEYS_MAX
                            + " of "
                            + BYTES_MAX
                            + " bytes are kept.");
        }
        bytes += key.bytes();
        keys.put(++last, key);
        return last;
    }

    void free(int number) {
        Key key = keys.remove(number);
        if (key != null) {
            bytes -= key.bytes();
        }
    }

    Key get(int number) {
        Key key = keys.get(number);
        if (key == null) {
            throw new IllegalStateException("There is no key " + number + ".");
        }
        return key;
    }

    byte[] secret(int number) {
        return expect(Key.Secret.class, number).material();
    }

    Key.Public open(int number) {
        return expect(Key.Public.class, number);
    }

    Key.Private secretHalf(int number) {
        return expect(Key.Private.class, number);
    }

    private <T extends Key> T expect(Class<T> kind, int number) {
        return kind.cast(get(number));
    }
}
