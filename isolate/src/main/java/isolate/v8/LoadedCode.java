package isolate.v8;

import base.meter.Outcome;
import org.jspecify.annotations.Nullable;

/// What came of evaluating a version's modules.
///
/// @param cache V8's code cache of the main module, for the next isolate; null where there is none
/// @param failure why the version cannot run; null where it can
public record LoadedCode(byte @Nullable [] cache, @Nullable Failure failure) {

    /// How starting ended, with the stack of what was thrown.
    public record Failure(Outcome outcome, String detail) {}

    static LoadedCode failed(String stack) {
        return new LoadedCode(null, new Failure(Outcome.START_FAILED, stack));
    }

    static LoadedCode hung() {
        return new LoadedCode(
                null,
                new Failure(
                        Outcome.START_HUNG,
                        "The top-level await of a module waits for something that never comes:"
                                + " while modules start there is no request, and so no timer, no"
                                + " fetch() and nothing else that could wake it."));
    }
}
