package node.page;

import java.util.Collection;
import java.util.List;
import node.diagnose.Problem;
import node.json.JsonWriter;
import node.terminal.Entry;

/// Apps as the page reads them: how they were understood, what is wrong, what was reloaded.
final class StateJson {
    private StateJson() {}

    /// Writes an app as an object.
    static void app(PageApp app, Collection<Reload> reloads, JsonWriter out) {
        out.object().put("name", app.name());
        facts(app.facts(), out);
        out.list("problems");
        for (Problem problem : app.problems()) {
            out.object();
            problem.fields(out);
            out.end();
        }
        out.endList().list("reloads");
        reloads.forEach(reload -> reload(reload, out));
        out.endList().end();
    }

    /// A reload and when it was.
    record Reload(long epochMillis, Entry.Reload what) {}

    private static void reload(Reload reload, JsonWriter out) {
        Entry.Reload what = reload.what();
        out.object()
                .put("at", reload.epochMillis())
                .put("millis", what.millis())
                .put("good", what.good());
        texts("files", what.files(), out);
        out.end();
    }

    private static void facts(AppFacts facts, JsonWriter out) {
        out.put("host", facts.host())
                .put("directory", facts.directory())
                .put("settings", facts.settings())
                .put("main", facts.main())
                .put("date", facts.date());
        texts("flags", facts.flags(), out);
        out.list("variables");
        facts.variables().forEach(each -> variable(each, out));
        out.endList().list("bindings");
        facts.bindings().forEach(each -> binding(each, out));
        out.endList().list("limits");
        facts.limits()
                .forEach(each ->
                        out.object().put("name", each.name()).put("value", each.value()).end());
        out.endList();
        if (facts.files() != null) {
            AppFacts.Files files = facts.files();
            out.object("files").put("directory", files.directory());
            out.put("count", files.count()).end();
        }
        if (facts.build() != null) {
            build(facts.build(), out);
        }
    }

    private static void variable(AppFacts.Variable variable, JsonWriter out) {
        out.object().put("name", variable.name());
        if (variable.json() != null) {
            out.put("json", variable.json());
        }
        out.end();
    }

    private static void binding(AppFacts.Binding binding, JsonWriter out) {
        out.object()
                .put("name", binding.name())
                .put("kind", binding.kind())
                .put("target", binding.target())
                .put("here", binding.here())
                .end();
    }

    private static void build(AppFacts.Build build, JsonWriter out) {
        out.object("build")
                .put("number", build.number())
                .put("at", build.epochMillis())
                .put("bytes", build.bytes())
                .put("inputs", build.inputs());
        texts("exports", build.exports(), out);
        out.end();
    }

    private static void texts(String name, List<String> texts, JsonWriter out) {
        out.list(name);
        texts.forEach(out::item);
        out.endList();
    }
}
