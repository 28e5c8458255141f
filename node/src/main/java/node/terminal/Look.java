package node.terminal;

/// What entries look like to whoever reads them.
interface Look {

    /// Appends an entry, each of its lines ended.
    void append(Entry entry, StringBuilder out);

    /// Whether it goes to standard error.
    boolean isError(Entry entry);
}
