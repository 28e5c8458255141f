package node.bundle;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// One message between us and esbuild.
///
/// @param id pairs an answer with its question
/// @param question whether an answer is awaited
/// @param body its fields: null, Boolean, Integer, String, byte[], List or Map
record Packet(int id, boolean question, Map<String, @Nullable Object> body) {

    Packet answer(Map<String, @Nullable Object> fields) {
        return new Packet(id, false, fields);
    }

    static String text(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof String text ? text : "";
    }

    static int number(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof Integer number ? number : 0;
    }

    static byte[] bytes(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof byte[] bytes ? bytes : new byte[0];
    }

    static Map<?, ?> fields(Map<?, ?> fields, String name) {
        return fields.get(name) instanceof Map<?, ?> inner ? inner : Map.of();
    }

    /// The objects in a list.
    static List<Map<?, ?>> list(Map<?, ?> fields, String name) {
        if (!(fields.get(name) instanceof List<?> items)) {
            return List.of();
        }
        return items.stream()
                .<Map<?, ?>>mapMulti((item, each) -> {
                    if (item instanceof Map<?, ?> map) {
                        each.accept(map);
                    }
                })
                .toList();
    }
}
