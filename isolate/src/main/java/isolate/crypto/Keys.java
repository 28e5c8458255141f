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

    /// The number of the first; the others have those that follow.
    int add(Key... made) throws Refusal {
        long more = 0;
        for (Key key : made) {
            more += key.bytes();
        }
        if (keys.size() + made.length > KEYS_MAX || bytes + more > BYTES_MAX) {
            throw Refusal.full(
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
        int first = last + 1;
        bytes += more;
        for (Key key : made) {
            keys.put(++last, key);
        }
        return first;
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
