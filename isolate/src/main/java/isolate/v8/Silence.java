package isolate.v8;

import com.caoccao.javet.interfaces.IJavetLogger;

/// What Javet would print is not for anybody: handles that were not closed one by one before their
/// isolate was.
final class Silence implements IJavetLogger {
    static final IJavetLogger LOGGER = new Silence();

    private Silence() {}

    @Override
    public void debug(String text) {}

    @Override
    public void error(String text) {}

    @Override
    public void error(String text, Throwable cause) {}

    @Override
    public void info(String text) {}

    @Override
    public void warn(String text) {}
}
