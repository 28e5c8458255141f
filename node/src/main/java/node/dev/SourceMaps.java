package node.dev;

import java.util.LinkedHashMap;
import java.util.Map;
import node.diagnose.SourceMap;
import node.invoke.AppVersion;
import org.jspecify.annotations.Nullable;

/// The source maps of an app's last versions: what began on one of them may still throw when others
/// have taken its place. Any thread may call.
final class SourceMaps {
    private static final int VERSIONS_MAX = 8;

    private final Map<Integer, SourceMap> maps = new LinkedHashMap<>();

    synchronized void add(AppVersion version, SourceMap map) {
        maps.put(version.id(), map);
        if (maps.size() > VERSIONS_MAX) {
            maps.remove(maps.keySet().iterator().next());
        }
    }

    /// Null for a version of another app, or one that is too old.
    synchronized @Nullable SourceMap of(AppVersion version) {
        return maps.get(version.id());
    }
}
