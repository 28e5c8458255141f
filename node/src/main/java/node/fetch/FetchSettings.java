package node.fetch;

/// The bounds of outgoing calls.
///
/// @param addresses which addresses may be asked
/// @param connectMillisMax until a connection to one address stands, TLS included
/// @param firstByteMillisMax from the last byte sent to the head of the answer
/// @param silenceMillisMax between two pieces of an answer that is waited for
/// @param idleMillisMax how long a connection is kept without a call
/// @param idlePerOriginMax connections kept without a call, per origin
/// @param openPerOriginMax connections at once, per origin; further calls wait
/// @param headerBytesMax all header lines of an answer together
/// @param redirectsMax redirects that one call follows
public record FetchSettings(
        AddressPolicy addresses,
        long connectMillisMax,
        long firstByteMillisMax,
        long silenceMillisMax,
        long idleMillisMax,
        int idlePerOriginMax,
        int openPerOriginMax,
        int headerBytesMax,
        int redirectsMax) {

    /// The defaults; 20 redirects is the Fetch Standard's figure.
    public static FetchSettings defaults(AddressPolicy addresses) {
        return new FetchSettings(
                addresses, 10_000, 100_000, 300_000, 15_000, 64, 4_096, 128 * 1024, 20);
    }
}
