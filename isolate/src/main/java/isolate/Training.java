package isolate;

import base.linux.SystemCalls;
import isolate.crypto.Practice;
import isolate.crypto.Refusal;
import isolate.v8.Engine;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;

/// A run for practice, out of which the JVM makes the AOT cache of a child.
///
/// A child itself cannot train: it is locked, so that it could not write the cache, and it never
/// ends by itself. This does what a child does before its lock, loads our classes that come into
/// use after it, and ends.
public final class Training {

    private Training() {}

    /// @param args the directory of the native library
    public static void main(String[] args) throws IOException, ClassNotFoundException, Refusal {
        WarmUp.touch(Engine.load(Path.of(args[0]), false), new SystemCalls());
        Practice.run();
        for (String jar : System.getProperty("java.class.path").split(File.pathSeparator, -1)) {
            loadOurs(Path.of(jar));
        }
        System.exit(0);
    }

    private static void loadOurs(Path jar) throws IOException, ClassNotFoundException {
        try (var file = new JarFile(jar.toFile())) {
            for (JarEntry entry : (Iterable<JarEntry>) file.stream()::iterator) {
                String name = entry.getName();
                if (name.matches("(base|isolate)/.*\\.class") && !name.endsWith("-info.class")) {
                    String type = name.substring(0, name.length() - 6).replace('/', '.');
                    Class.forName(type, false, Training.class.getClassLoader());
                }
            }
        }
    }
}
