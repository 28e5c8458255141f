import java.io.IOException;
import java.nio.file.Path;

/// Another runtime, which runs one case in a process of its own.
interface Program {

    /// @param app the directory that [AppWriter] made
    Outcome run(Path app, Case run) throws IOException, InterruptedException;
}
