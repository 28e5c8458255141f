package edge.router;

import java.util.List;

/// For which paths the worker is asked before the files: Workers' `run_worker_first`.
public sealed interface WorkerFirst {

    /// For none.
    WorkerFirst NEVER = new Never();

    /// For all.
    WorkerFirst ALWAYS = new Always();

    /// Who is asked first about a path, which is still encoded.
    Turn of(String path);

    /// Who is asked first.
    enum Turn {
        /// The files, and the worker where there is none.
        FILES,
        /// The files, and nobody else.
        FILES_ALONE,
        /// The worker.
        WORKER
    }

    /// For none.
    record Never() implements WorkerFirst {
        @Override
        public Turn of(String path) {
            return Turn.FILES;
        }
    }

    /// For all.
    record Always() implements WorkerFirst {
        @Override
        public Turn of(String path) {
            return Turn.WORKER;
        }
    }

    /// For the paths of patterns, in which `*` stands for anything.
    ///
    /// @param patterns as settings have them: one that begins with `!` is of the files, and
    ///   stronger
    static WorkerFirst of(List<String> patterns) {
        return new Paths(
                patterns.stream()
                        .filter(pattern -> !pattern.startsWith("!"))
                        .map(Glob::new)
                        .toList(),
                patterns.stream()
                        .filter(pattern -> pattern.startsWith("!"))
                        .map(pattern -> new Glob(pattern.substring(1)))
                        .toList());
    }

    /// For some paths.
    ///
    /// @param worker paths of the worker
    /// @param files paths of the files
    record Paths(List<Glob> worker, List<Glob> files) implements WorkerFirst {
        @Override
        public Turn of(String path) {
            if (files.stream().anyMatch(glob -> glob.matches(path))) {
                return Turn.FILES_ALONE;
            }
            return worker.stream().anyMatch(glob -> glob.matches(path)) ? Turn.WORKER : Turn.FILES;
        }
    }
}
