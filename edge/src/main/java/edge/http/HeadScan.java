package edge.http;

import base.Limits;
import io.netty.buffer.ByteBuf;

/// Finds where a request head ends in what one connection has read so far, and refuses one that is
/// too long before it is whole. It looks at each byte once, however slowly they come.
final class HeadScan {

    private static final int BLANK_LINES_MAX = 8;
    private static final int TLS_HANDSHAKE = 0x16;
    private static final String TLS = "This port speaks HTTP without TLS; ask it by http://.";

    private final int requestLineBytesMax;
    private final int headerBytesMax;
    private int scanned;
    private int lineStart;
    private int lines;
    private int blankLines;
    private int headerBytes;

    HeadScan(Limits.Http limits) {
        requestLineBytesMax = limits.requestLineBytesMax();
        headerBytesMax = limits.headerBytesMax();
    }

    /// The length of the head with its empty line, or -1 while it is not whole. Empty lines before
    /// it are skipped (RFC 9112 §2.2).
    int length(ByteBuf in) {
        while (true) {
            int base = in.readerIndex();
            int lf = in.indexOf(base + scanned, in.writerIndex(), (byte) '\n');
            if (lf < 0) {
                scanned = in.readableBytes();
                check(in, scanned - lineStart);
                return -1;
            }
            if (lf == base + lineStart || in.getByte(lf - 1) != '\r') {
                throw new Refusal(400, "A line of the request ends with a bare LF; it is CR LF.");
            }
            int length = lf - 1 - base - lineStart;
            scanned = lf + 1 - base;
            if (length > 0) {
                endLine(in, length);
            } else if (lines == 0) {
                skipBlankLine(in);
            } else {
                int whole = scanned;
                reset();
                return whole;
            }
        }
    }

    private void endLine(ByteBuf in, int length) {
        check(in, length);
        if (lines++ > 0) {
            headerBytes += length + 2;
        }
        lineStart = scanned;
    }

    private void skipBlankLine(ByteBuf in) {
        if (++blankLines > BLANK_LINES_MAX) {
            throw new Refusal(
                    400, "More than " + BLANK_LINES_MAX + " empty lines precede the request.");
        }
        in.skipBytes(scanned);
        scanned = 0;
    }

    private void check(ByteBuf in, int length) {
        if (lines > 0) {
            if ((long) headerBytes + length > headerBytesMax) {
                throw new Refusal(
                        431, "The request's headers have over " + headerBytesMax + " bytes.");
            }
            return;
        }
        if (length > requestLineBytesMax) {
            throw new Refusal(414, "The request line has over " + requestLineBytesMax + " bytes.");
        }
        int first = length > 0 ? in.getUnsignedByte(in.readerIndex()) : 'G';
        if (!Chars.token(first) && first != '\r') {
            throw new Refusal(400, first == TLS_HANDSHAKE ? TLS : notHttp(first));
        }
    }

    private static String notHttp(int first) {
        return "A request begins with its method; this one begins with " + Chars.name(first) + ".";
    }

    private void reset() {
        scanned = 0;
        lineStart = 0;
        lines = 0;
        blankLines = 0;
        headerBytes = 0;
    }
}
