package isolate.crypto;

import java.security.SecureRandom;
import java.util.function.BooleanSupplier;

/// Whether the isolate is to end what it does. V8 cannot interrupt Java, so that whatever takes
/// long here asks between its steps.
record Stop(BooleanSupplier asked) {

    /// How many bytes a step takes: about a millisecond.
    static final int STEP_BYTES = 1 << 20;

    /// Ends what runs, if that was asked for; what is thrown is never seen by code.
    void check() {
        if (asked.getAsBoolean()) {
            throw new Stopped();
        }
    }

    /// The work was given up.
    static final class Stopped extends RuntimeException {
        private static final long serialVersionUID = 1;

        Stopped() {
            super("the isolate was stopped", null, false, false);
        }
    }

    /// The system's randomness, which ends the search for primes when that was asked for: each
    /// witness is drawn from it, and with it one step of the search begins.
    static final class Random extends SecureRandom {
        private static final long serialVersionUID = 1;

        private final transient SecureRandom random;
        private final transient Stop stop;

        Random(Stop stop) {
            super(null, null);
            this.random = new SecureRandom();
            this.stop = stop;
        }

        @Override
        public void nextBytes(byte[] bytes) {
            stop.check();
            random.nextBytes(bytes);
        }
    }
}
