package node.json;

import java.util.List;
import org.jspecify.annotations.Nullable;

/// What a text said.
///
/// @param root the value, or null where the text could not be read to its end
/// @param complaints everything that was wrong
public record Parsed(@Nullable Json root, List<Complaint> complaints) {}
