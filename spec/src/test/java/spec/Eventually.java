package spec;

import java.util.Optional;
import java.util.function.Supplier;
import org.awaitility.Awaitility;

/// Waits for what comes soon, and fails when it does not.
final class Eventually {
    private Eventually() {}

    static <T> T some(Supplier<Optional<T>> asked) {
        return Awaitility.await().until(asked::get, Optional::isPresent).orElseThrow();
    }
}
