package node.bundle;

import java.util.ArrayList;
import java.util.LinkedHashMap;
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

    /// An answer that tells of errors; of none, where esbuild only wants to go on.
    static Map<String, @Nullable Object> messages(List<String> errors) {
        List<Map<String, @Nullable Object>> messages = new ArrayList<>();
        for (String error : errors) {
            var message = new LinkedHashMap<String, @Nullable Object>();
            message.put("id", "");
            message.put("pluginName", "edgewise");
            message.put("text", error);
            message.put("location", null);
            message.put("notes", List.of());
            message.put("detail", -1);
            messages.add(message);
        }
        var fields = new LinkedHashMap<String, @Nullable Object>();
        fields.put("errors", messages);
        fields.put("warnings", List.of());
        return fields;
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
