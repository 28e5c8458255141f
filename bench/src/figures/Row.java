package figures;

import java.util.List;

/// Something that is measured by itself.
interface Row {

    /// Starts what it needs, measures, and ends what it started.
    List<Figure> measure(Setting setting) throws Exception;
}
