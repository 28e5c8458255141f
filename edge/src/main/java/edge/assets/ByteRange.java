package edge.assets;

/// A part of a file.
///
/// @param from first byte
/// @param length number of bytes
record ByteRange(long from, long length) {

    /// What a `Range` header asks for.
    sealed interface Asked {

        /// No range, several, or none that is understood: the whole is sent (RFC 9110 §14.2).
        record Whole() implements Asked {}

        /// One part.
        record Part(ByteRange range) implements Asked {}

        /// A part that the file does not have.
        record Unsatisfiable() implements Asked {}
    }

    /// The value of `Content-Range`.
    String text(long bytes) {
        return "bytes " + from + "-" + (from + length - 1) + "/" + bytes;
    }

    /// Reads the header against a file of that size.
    static Asked asked(String header, long bytes) {
        int dash = header.indexOf('-');
        if (!header.startsWith("bytes=") || dash < 0) {
            return new Asked.Whole();
        }
        String first = header.substring("bytes=".length(), dash);
        String last = header.substring(dash + 1);
        if (!digits(first) || !digits(last) || (first.isEmpty() && last.isEmpty())) {
            return new Asked.Whole();
        }
        return first.isEmpty() ? suffix(Long.parseLong(last), bytes) : span(first, last, bytes);
    }

    private static Asked suffix(long length, long bytes) {
        long sent = Math.min(length, bytes);
        return sent == 0
                ? new Asked.Unsatisfiable()
                : new Asked.Part(new ByteRange(bytes - sent, sent));
    }

    private static Asked span(String first, String last, long bytes) {
        long from = Long.parseLong(first);
        long to = last.isEmpty() ? Long.MAX_VALUE : Long.parseLong(last);
        if (to < from) {
            return new Asked.Whole();
        }
        return from >= bytes
                ? new Asked.Unsatisfiable()
                : new Asked.Part(new ByteRange(from, Math.min(to, bytes - 1) - from + 1));
    }

    private static boolean digits(String text) {
        return text.length() <= 18 && text.chars().allMatch(c -> c >= '0' && c <= '9');
    }
}
