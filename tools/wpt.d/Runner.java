import java.io.IOException;
import java.util.List;

/// Runs cases in one runtime.
interface Runner {

    /// What came of each, in any order; the progress is told of every one.
    List<Outcome> run(List<Case> cases, Progress progress) throws IOException, InterruptedException;
}
