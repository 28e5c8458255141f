package base.lane;

/// How loud a line of a function's log is.
public enum LogLevel {
    /// `console.debug`
    DEBUG,
    /// `console.info`
    INFO,
    /// `console.log`
    LOG,
    /// `console.warn`
    WARN,
    /// `console.error`
    ERROR,
    /// An exception that nobody caught, with its stack.
    EXCEPTION,
    /// A rejection that nobody handled, with its stack.
    REJECTION;

    /// Whether the text is a stack of what went wrong.
    public boolean isFailure() {
        return this == EXCEPTION || this == REJECTION;
    }
}
