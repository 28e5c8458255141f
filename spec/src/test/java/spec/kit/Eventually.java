package spec.kit;

import java.util.Optional;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.awaitility.core.ThrowingRunnable;

/// Waits for what comes soon, and fails when it does not.
public final class Eventually {
    private Eventually() {}

    /// Until the assertion holds.
    public static void holds(ThrowingRunnable assertion) {
        Awaitility.await().untilAsserted(assertion);
    }

    /// Until there is one.
    public static <T> T some(Supplier<Optional<T>> asked) {
        return Awaitility.await().until(asked::get, Optional::isPresent).orElseThrow();
    }
}
