package node.dev;

import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;

/// Says what takes longer than a second, and when it is done; what is faster goes without a word.
final class Progress {
    private static final long PATIENCE_MILLIS = 1_000;

    private Progress() {}

    /// @param say takes what is said
    /// @param what goes on, as `building the apps`
    /// @param end of it
    static void of(Consumer<String> say, String what, CompletableFuture<?> end) {
        long since = System.nanoTime();
        Executor later = CompletableFuture.delayedExecutor(PATIENCE_MILLIS, TimeUnit.MILLISECONDS);
        later.execute(() -> {
            if (!end.isDone()) {
                say.accept("  " + what + " …");
                var _ =
                        end.whenComplete((_, _) ->
                                say.accept("  " + what + ": done in " + seconds(since) + " s"));
            }
        });
    }

    private static String seconds(long sinceNanos) {
        long tenths = (System.nanoTime() - sinceNanos) / 100_000_000;
        return tenths / 10 + "." + tenths % 10;
    }
}
