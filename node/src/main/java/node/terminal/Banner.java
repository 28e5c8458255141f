package node.terminal;

/// What is told when the apps are served: where they are, and what may be done.
record Banner(Colours colours, boolean lines) {
    private static final String PAGE = "dev page";

    void append(Entry.Ready ready, StringBuilder out) {
        int width = PAGE.length();
        for (Entry.Served served : ready.apps()) {
            width = Math.max(width, served.app().length());
        }
        if (!lines) {
            out.append("\n  ").append(colours.bold("edgewise")).append(' ');
            out.append(colours.dim(ready.version())).append("\n\n");
        }
        int urls = ready.apps().stream().mapToInt(each -> each.url().length()).max().orElse(0);
        for (Entry.Served served : ready.apps()) {
            row(served.app(), served.url(), width, out);
            if (!served.bindings().isEmpty()) {
                out.repeat(' ', urls - served.url().length() + 2);
                out.append(colours.dim(served.bindings()));
            }
            out.append('\n');
        }
        row(PAGE, ready.page(), width, out);
        out.append('\n');
        if (!ready.keys().isEmpty()) {
            out.append("\n  ").append(ready.keys()).append('\n');
        }
        if (!lines) {
            out.append('\n');
        }
    }

    private void row(String name, String url, int width, StringBuilder out) {
        out.append("  ").append(name.equals(PAGE) ? colours.dim(name) : colours.bold(name));
        out.repeat(' ', width - name.length() + 2);
        out.append(colours.cyan(url));
    }
}
