import java.util.List;

/// One run of one test file.
///
/// @param file the path below the suite, with a slash before it
/// @param variant what stands behind the path in the test's address; empty or `?...`
/// @param isLong whether the file asks for more time
/// @param scripts paths of the scripts that are loaded before it
record Case(String file, String variant, boolean isLong, List<String> scripts) {

    private static final int SECONDS = 15;
    private static final int LONG_SECONDS = 75;

    /// After how long it is given up, from inside.
    int seconds() {
        return isLong ? LONG_SECONDS : SECONDS;
    }

    String name() {
        return file + variant;
    }
}
