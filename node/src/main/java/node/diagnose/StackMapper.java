package node.diagnose;

import java.util.regex.Matcher;
import java.util.regex.Pattern;
import node.bundle.SourcePlace;
import org.jspecify.annotations.Nullable;

/// Rewrites V8's stack text, whose frames point into a bundle, to the files that the bundle was
/// made of. Any thread may call.
public final class StackMapper {

    private final SourceMap map;
    private final Pattern frame;

    /// A mapper for one module.
    ///
    /// @param module its name as V8 tells it in a frame
    /// @param map the module's source map
    public StackMapper(String module, SourceMap map) {
        this.map = map;
        // "at fn (main.js:10:5)" and "at main.js:10:5", with or without a path before it.
        this.frame =
                Pattern.compile(
                        "(?<=[( ])(?:[^\\s()]*/)?" + Pattern.quote(module) + ":(\\d+):(\\d+)");
    }

    /// A stack in original positions.
    ///
    /// @param text the whole stack
    /// @param first the place of the first frame that could be mapped
    public record Stack(String text, @Nullable SourcePlace first) {}

    /// Maps what can be mapped and leaves the rest.
    public Stack map(String stack) {
        var text = new StringBuilder();
        SourcePlace first = null;
        Matcher frames = frame.matcher(stack);
        while (frames.find()) {
            SourceMap.Original place = original(frames);
            if (place != null) {
                String at = place.source() + ":" + place.line() + ":" + place.column();
                frames.appendReplacement(text, Matcher.quoteReplacement(at));
                first =
                        first != null
                                ? first
                                : new SourcePlace(place.source(), place.line(), place.column(), 1);
            }
        }
        frames.appendTail(text);
        return new Stack(text.toString(), first);
    }

    private SourceMap.@Nullable Original original(Matcher frame) {
        try {
            int line = Integer.parseInt(frame.group(1));
            return map.original(line, Integer.parseInt(frame.group(2)));
        } catch (NumberFormatException _) {
            return null;
        }
    }
}
