package base.lane;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.DataInputStream;
import java.io.DataOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/// The code of a version as it travels to a child: its modules, the first of them the main one, and
/// what makes its `env`.
///
/// @param settings JSON text: `{"vars": {NAME: value}, "bindings": {NAME: {"type": ...}},
///   "compatibility": {"date": DATE, "flags": [FLAG...]}}`; what a type needs besides stands beside
///   it
public record VersionImage(String settings, List<Module> modules) {
    private static final int MODULES_MAX = 10_000;

    /// What a module is to the code that imports it.
    public enum ModuleKind {
        /// JavaScript, an ECMAScript module.
        SCRIPT,
        /// A `WebAssembly.Module`.
        WASM,
        /// An `ArrayBuffer`.
        DATA,
        /// A string.
        TEXT
    }

    /// One module. `name` is what import statements say.
    public record Module(String name, ModuleKind kind, byte[] bytes) {}

    /// Without values: the settings hold secrets.
    @Override
    public String toString() {
        return "VersionImage[" + modules.stream().map(Module::name).toList() + "]";
    }

    /// As bytes.
    public byte[] encode() {
        try (var bytes = new ByteArrayOutputStream();
                var out = new DataOutputStream(bytes)) {
            write(out, settings.getBytes(StandardCharsets.UTF_8));
            out.writeInt(modules.size());
            for (Module module : modules) {
                write(out, module.name().getBytes(StandardCharsets.UTF_8));
                out.writeByte(module.kind().ordinal());
                write(out, module.bytes());
            }
            return bytes.toByteArray();
        } catch (IOException e) {
            throw new IllegalStateException("writing to memory failed", e);
        }
    }

    /// From bytes; a [LaneBreach] where they do not fit the layout.
    public static VersionImage decode(byte[] image) {
        try (var in = new DataInputStream(new ByteArrayInputStream(image))) {
            String settings = new String(read(in), StandardCharsets.UTF_8);
            int count = in.readInt();
            if (count < 1 || count > MODULES_MAX) {
                throw new LaneBreach("An image has " + count + " modules; 1 to 10,000 go.");
            }
            List<Module> modules = new ArrayList<>();
            for (int i = 0; i < count; i++) {
                String name = new String(read(in), StandardCharsets.UTF_8);
                modules.add(new Module(name, kind(in.readByte()), read(in)));
            }
            return new VersionImage(settings, List.copyOf(modules));
        } catch (IOException e) {
            throw new LaneBreach("An image ends too early.");
        }
    }

    private static ModuleKind kind(byte wire) {
        if (wire < 0 || wire >= ModuleKind.values().length) {
            throw new LaneBreach("There is no kind of module with number " + wire + ".");
        }
        return ModuleKind.values()[wire];
    }

    private static void write(DataOutputStream out, byte[] bytes) throws IOException {
        out.writeInt(bytes.length);
        out.write(bytes);
    }

    private static byte[] read(DataInputStream in) throws IOException {
        int length = in.readInt();
        if (length < 0 || length > in.available()) {
            throw new LaneBreach("A part of an image says it has " + length + " bytes.");
        }
        return in.readNBytes(length);
    }
}
