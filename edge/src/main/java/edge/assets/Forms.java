package edge.assets;

import java.util.EnumMap;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// The forms of those files that have their content packed beside them: `app.js` and `app.js.br`.
final class Forms {

    private record Of(Asset plain, Map<Coding, Asset> packed) {}

    private final Map<Asset, Of> forms = new HashMap<>();

    /// Finds them among all files.
    Forms(Map<String, Asset> files) {
        files.forEach((path, asset) -> {
            Map<Coding, Asset> packed = new EnumMap<>(Coding.class);
            for (Coding coding : Coding.values()) {
                Asset other = files.get(path + coding.ending());
                if (other != null) {
                    packed.put(coding, asset.packed(coding, other));
                }
            }
            if (!packed.isEmpty()) {
                forms.put(asset, new Of(asset.varying(), packed));
            }
        });
    }

    /// The form of a file that suits a client best.
    Asset suiting(Asset asset, List<Map.Entry<String, String>> headers) {
        Of of = forms.get(asset);
        if (of == null) {
            return asset;
        }
        Coding best = Coding.best(of.packed(), headers);
        @Nullable Asset packed = best == null ? null : of.packed().get(best);
        return packed == null ? of.plain() : packed;
    }
}
