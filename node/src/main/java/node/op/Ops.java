package node.op;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The ops by name.
public record Ops(Map<String, Op> byName) {

    /// The op, or null where there is none of that name.
    @Nullable Op named(String name) {
        return byName.get(name);
    }
}
