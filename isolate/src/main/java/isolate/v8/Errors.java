package isolate.v8;

import com.caoccao.javet.exceptions.JavetCompilationException;
import com.caoccao.javet.exceptions.JavetException;
import com.caoccao.javet.exceptions.JavetExecutionException;
import com.caoccao.javet.exceptions.JavetScriptingError;

/// What JavaScript threw, as text.
final class Errors {
    private Errors() {}

    /// V8's stack text, whose first line is the message; made up where the thrown thing had none.
    static String stackOf(JavetException e) {
        JavetScriptingError error =
                switch (e) {
                    case JavetExecutionException execution -> execution.getScriptingError();
                    case JavetCompilationException compilation -> compilation.getScriptingError();
                    default -> null;
                };
        if (error == null) {
            return String.valueOf(e.getMessage());
        }
        String stack = error.getStack();
        if (stack != null && !stack.isBlank()) {
            return stack;
        }
        return error.getDetailedMessage()
                + "\n    at "
                + error.getResourceName()
                + ":"
                + error.getLineNumber()
                + ":"
                + (error.getStartColumn() + 1);
    }
}
