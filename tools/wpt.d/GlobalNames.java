import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Collectors;

/// What scripts put into the global object without saying so, which a function in a module does not.
///
/// A function that is declared at the top of a script is a property of the global object, and so is
/// what is assigned to and was never declared. Found by how it is written in the suite: declarations
/// begin a line; a name too many does no harm. A worker's code has no `eval`, so that no script can be run as a script.
final class GlobalNames {

    private static final Pattern FUNCTION =
            Pattern.compile("^(?:async\\s+)?function\\s*\\*?\\s*([\\w$]+)\\s*\\(", Pattern.MULTILINE);
    private static final Pattern ASSIGNED =
            Pattern.compile(
                    "(?:^\\s*|\\bfor\\s*\\(\\s*)([A-Za-z_$][\\w$]*)\\s*(?:=(?![=>])|\\s(?:in|of)\\s)",
                    Pattern.MULTILINE);

    private GlobalNames() {}

    /// Code that makes them properties.
    static String prologue(String scripts) {
        String functions =
                names(FUNCTION, scripts).stream()
                        .map(name -> "if (typeof " + name + " === \"function\") globalThis." + name
                                + " = " + name + ";\n")
                        .collect(Collectors.joining());
        String assigned =
                names(ASSIGNED, scripts).stream()
                        .map(name -> "if (!(\"" + name + "\" in globalThis)) globalThis." + name
                                + " = undefined;\n")
                        .collect(Collectors.joining());
        return functions + assigned;
    }

    private static Set<String> names(Pattern pattern, String scripts) {
        Set<String> names = new TreeSet<>();
        Matcher matcher = pattern.matcher(scripts);
        while (matcher.find()) {
            names.add(matcher.group(1));
        }
        return names;
    }
}
