package isolate.v8;

import base.lane.VersionImage;
import base.lane.VersionImage.Module;
import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.exceptions.JavetTerminatedException;
import com.caoccao.javet.interop.V8Runtime;
import com.caoccao.javet.interop.executors.IV8Executor;
import com.caoccao.javet.values.V8Value;
import com.caoccao.javet.values.primitive.V8ValueString;
import com.caoccao.javet.values.reference.IV8Module;
import com.caoccao.javet.values.reference.V8Module;
import com.caoccao.javet.values.reference.V8ValueArray;
import com.caoccao.javet.values.reference.V8ValueArrayBuffer;
import com.caoccao.javet.values.reference.V8ValueObject;
import com.caoccao.javet.values.reference.V8ValuePromise;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/// Compiles, links and evaluates the modules of a version in an isolate, top-level `await`
/// included.
final class ModuleLoader {
    private final V8Runtime runtime;
    private final Isolate isolate;
    private final Map<String, Module> modules = new HashMap<>();
    private final Map<String, IV8Module> known = new HashMap<>();
    private final Map<String, V8Value> evaluations = new HashMap<>();
    private final List<V8Value> held = new ArrayList<>();

    ModuleLoader(V8Runtime runtime, Isolate isolate) {
        this.runtime = runtime;
        this.isolate = isolate;
    }

    LoadedCode load(VersionImage image, byte @Nullable [] cache, double now) throws JavetException {
        image.modules()
                .forEach(module -> modules.put(ModuleNames.canonical(module.name()), module));
        runtime.setV8ModuleResolver(
                (_, specifier, referrer) -> resolve(specifier, referrer.getResourceName()));
        Module first = image.modules().getFirst();
        V8Module main = compile(first, cache);
        known.put(ModuleNames.canonical(first.name()), main);
        isolate.main(main);
        if (!main.instantiate()) {
            return failed(main);
        }
        prepare(main, image, now);
        V8Value promise = main.evaluate(true);
        if (main.getStatus() == V8Module.Errored) {
            return failed(main);
        }
        if (promise instanceof V8ValuePromise pending && pending.isPending()) {
            return LoadedCode.hung();
        }
        if (promise instanceof V8ValuePromise rejected && rejected.isRejected()) {
            return LoadedCode.failed(text(rejected.getResult()));
        }
        isolate.entry(Isolate.Entry.started).call(null).close();
        return new LoadedCode(cache == null ? main.getCachedData() : cache, null);
    }

    /// The paths of the version's modules, a line each; a path with a line's end in it is left out.
    String names() {
        var lines = new StringBuilder();
        for (String name : modules.keySet()) {
            if (name.indexOf('\n') < 0) {
                lines.append(lines.isEmpty() ? "" : "\n").append(name);
            }
        }
        return lines.toString();
    }

    /// What a module holds; nothing where there is none of that path.
    byte[] bytes(String name) {
        Module module = modules.get(name);
        return module == null ? new byte[0] : module.bytes();
    }

    /// Its `env` is there before its code runs.
    private void prepare(V8Module main, VersionImage image, double now) throws JavetException {
        try (V8Value namespace = main.getNamespace();
                V8Value settings = runtime.createV8ValueString(image.settings());
                V8Value time = runtime.createV8ValueDouble(now)) {
            isolate.entry(Isolate.Entry.prepare).call(null, namespace, settings, time).close();
        }
    }

    private V8Module compile(Module module, byte @Nullable [] cache) throws JavetException {
        String source = new String(module.bytes(), StandardCharsets.UTF_8);
        IV8Executor executor =
                cache == null ? runtime.getExecutor(source) : runtime.getExecutor(source, cache);
        V8Module compiled =
                executor.setResourceName(ModuleNames.canonical(module.name()))
                        .setModule(true)
                        .compileV8Module();
        held.add(compiled);
        return compiled;
    }

    /// What an import means, seen from the module that it stands in.
    private IV8Module resolve(String specifier, String referrer) throws JavetException {
        String name = nameOf(specifier, referrer);
        IV8Module before = known.get(name);
        if (before != null) {
            return before;
        }
        Module module = modules.get(name);
        IV8Module made =
                module == null
                        ? synthetic(
                                name,
                                isolate.entry(Isolate.Entry.builtin),
                                Values.of(runtime, specifier))
                        : make(module, name);
        known.put(name, made);
        return made;
    }

    /// A path names a module from where it is imported; any other name a module of the version
    /// beside that or at the top, else one of the platform's own.
    private String nameOf(String specifier, String referrer) {
        String path = ModuleNames.resolve(referrer, specifier);
        if (ModuleNames.isRelative(specifier)) {
            return modules.containsKey(path) ? path : specifier;
        }
        String top = ModuleNames.canonical(specifier);
        return modules.containsKey(path) ? path : modules.containsKey(top) ? top : specifier;
    }

    private IV8Module make(Module module, String name) throws JavetException {
        if (module.kind() == VersionImage.ModuleKind.SCRIPT) {
            return compile(module, null);
        }
        try (V8ValueArrayBuffer bytes = isolate.copy(ByteBuffer.wrap(module.bytes()))) {
            return synthetic(
                    name,
                    isolate.entry(Isolate.Entry.asset),
                    Values.of(runtime, module.kind().ordinal()),
                    bytes);
        }
    }

    /// Loads a module while code runs: answers a promise of its evaluation (nothing where it was
    /// evaluated with the main module) and its namespace, or the reason why there is none.
    V8Value load(String specifier, String referrer) throws JavetException {
        try {
            String name = nameOf(specifier, referrer);
            IV8Module module = resolve(specifier, referrer);
            int status = module.getStatus();
            if (status == V8Module.Evaluating || status == V8Module.Instantiating) {
                return runtime.createV8ValueString(
                        "The module '" + specifier + "' imports itself before it is there.");
            }
            if (status == V8Module.Uninstantiated && !module.instantiate()) {
                return runtime.createV8ValueString(
                        "The module '" + specifier + "' cannot be linked.");
            }
            V8Value evaluation = evaluations.get(name);
            if (evaluation == null && module.getStatus() == V8Module.Errored) {
                return runtime.createV8ValueString(thrownBy(module));
            }
            if (evaluation == null) {
                evaluation = module.evaluate(true);
                evaluations.put(name, evaluation);
            }
            try (V8Value namespace = module.getNamespace()) {
                V8ValueArray both = runtime.createV8ValueArray();
                both.push(evaluation);
                both.push(namespace);
                return both;
            }
        } catch (JavetTerminatedException e) {
            throw e;
        } catch (JavetException e) {
            return runtime.createV8ValueString(firstLine(Errors.stackOf(e)));
        }
    }

    private static String firstLine(String stack) {
        String line = stack.lines().findFirst().orElse("");
        return line.startsWith("Error: ") ? line.substring("Error: ".length()) : line;
    }

    /// A module whose exports are the properties of what a function of the prelude answers.
    private IV8Module synthetic(
            String name,
            com.caoccao.javet.values.reference.V8ValueFunction maker,
            V8Value... arguments)
            throws JavetException {
        V8ValueObject exports = maker.call(null, arguments);
        held.add(exports);
        return runtime.createV8Module(name, exports);
    }

    private static LoadedCode failed(V8Module module) throws JavetException {
        return LoadedCode.failed(thrownBy(module));
    }

    private static String thrownBy(IV8Module module) throws JavetException {
        try (V8Value exception = module.getException()) {
            return text(exception);
        } catch (ClassCastException _) {
            // Javet takes for granted that what is thrown is an Error.
            return "Error: a module threw something that is no Error";
        }
    }

    private static String text(@Nullable V8Value thrown) throws JavetException {
        if (thrown instanceof V8ValueObject object && object.has("stack")) {
            try (V8Value stack = object.get("stack")) {
                if (stack instanceof V8ValueString s) {
                    return s.getValue();
                }
            }
        }
        return "Error: the module threw " + thrown;
    }
}
