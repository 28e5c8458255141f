package node.diagnose;

import java.util.List;
import node.bundle.SourcePlace;
import org.jspecify.annotations.Nullable;

/// Something that went wrong in an app, as it is told to the person who wrote it.
///
/// @param code its kind
/// @param title what kind of thing: `Build failed`, `TypeError`, `CPU limit exceeded`
/// @param message the sentence
/// @param place where; [SourcePlace#NONE] where that is not known
/// @param frame the code around it, where it is known
/// @param notes what may help
/// @param stack the calls that led there, in original positions; empty without any
public record Problem(
        ErrorCode code,
        String title,
        String message,
        SourcePlace place,
        @Nullable CodeFrame frame,
        List<String> notes,
        String stack) {

    /// A problem that has only a sentence.
    public static Problem of(ErrorCode code, String message) {
        return new Problem(code, code.title(), message, SourcePlace.NONE, null, List.of(), "");
    }
}
