package node.config;

import java.util.List;

/// Which behaviour an app was written for. The newest holds here whatever it says, but where the
/// prelude's `compatibility.ts` has an older one too.
///
/// @param date as `2026-08-04`; empty where none was given
/// @param flags in the order given
public record Compatibility(String date, List<String> flags) {

    /// None was given.
    public static final Compatibility NONE = new Compatibility("", List.of());
}
