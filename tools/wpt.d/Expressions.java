import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/// The expressions that idlharness.js evaluates, which a test of interfaces gives it as texts.
///
/// A worker's code has no `eval`. Here the texts are known beforehand, so that a function that
/// evaluates just these takes its place.
final class Expressions {

    private static final String CALL = "eval(";
    private static final Pattern OBJECTS = Pattern.compile("add_objects\\(\\{(.*?)\\}\\);", Pattern.DOTALL);
    private static final Pattern TEXT =
            Pattern.compile("(\"(?:[^\"\\\\]|\\\\.)*\"|'(?:[^'\\\\]|\\\\.)*')\\s*(?=[,\\]])");

    private Expressions() {}

    /// The scripts with that function in place of `eval`.
    static String without(String scripts, String test) {
        if (!test.contains("add_objects(")) {
            return scripts;
        }
        return scripts.replace(CALL, "evaluated(") + function(test);
    }

    private static String function(String test) {
        var cases = new StringBuilder();
        for (String literal : literals(test)) {
            String code = literal.substring(1, literal.length() - 1).replaceAll("\\\\(.)", "$1");
            cases.append("case ").append(literal).append(": return (").append(code).append(");\n");
        }
        return "function evaluated(text) { switch (text) {\n" + cases
                + "} throw new EvalError(text); }\n";
    }

    private static Set<String> literals(String test) {
        Set<String> literals = new TreeSet<>();
        Matcher objects = OBJECTS.matcher(test);
        while (objects.find()) {
            TEXT.matcher(objects.group(1)).results().forEach(each -> literals.add(each.group(1)));
        }
        return literals;
    }
}
