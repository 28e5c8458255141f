package node.page;

import java.util.List;
import node.diagnose.Problem;

/// What the pages need to know of an app. Any thread may ask.
public interface PageApp {

    /// Its name.
    String name();

    /// What is wrong with it as it now is on disk; empty when nothing is.
    List<Problem> problems();

    /// How it was understood.
    AppFacts facts();
}
