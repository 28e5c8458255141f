package node.config;

import java.util.regex.Pattern;
import node.json.Json;

/// Names by which code finds things in its `env`.
final class Names {

    private static final Pattern NAME = Pattern.compile("[A-Za-z_$][A-Za-z0-9_$]*");

    private Names() {}

    /// Finds fault with what is no name of JavaScript.
    static void check(String key, Json.Text name, Findings findings) {
        if (!NAME.matcher(name.text()).matches()) {
            findings.fault(
                    name.place(),
                    "'%s' is '%s'; it is a name of JavaScript, such as MY_BINDING."
                            .formatted(key, name.text()));
        }
    }
}
