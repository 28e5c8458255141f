package isolate.v8;

import org.jspecify.annotations.Nullable;

/// What came of evaluating a version's modules.
///
/// @param cache V8's code cache of the main module, for the next isolate; null where there is none
/// @param error why the version cannot run, with its stack; null where it can
public record LoadedCode(byte @Nullable [] cache, @Nullable String error) {}
