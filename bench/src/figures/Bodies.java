package figures;

import java.io.IOException;
import java.security.MessageDigest;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/// Large bodies both ways, and a client that reads slowly.
final class Bodies implements Row {
    private static final int PIECE_BYTES = 256 * 1024;
    private static final double MEGABYTES_MAX = 64;
    private static final String TARGET = "memory +≤ 64 MB";

    @Override
    public List<Figure> measure(Setting setting) throws Exception {
        long length = setting.quick() ? 200_000_000L : 2_000_000_000L;
        try (var dev = new Dev(setting, List.of(setting.app("bodies")))) {
            upload(dev, 1_000_000);
            download(dev, 1_000_000);
            return List.of(
                    passing(dev, "upload through `crypto.DigestStream`", length, Bodies::upload),
                    passing(dev, "download of a stream", length, Bodies::download),
                    SlowClient.ofOrigin(setting, dev),
                    SlowClient.ofFunction(setting, dev));
        }
    }

    private interface Passing {
        void pass(Dev dev, long length) throws Exception;
    }

    private static Figure passing(Dev dev, String what, long length, Passing passing)
            throws Exception {
        long began = System.nanoTime();
        try (var memory = new Memory(dev)) {
            passing.pass(dev, length);
            double seconds = Dev.millisSince(began) / 1000;
            double risen = memory.risenMegabytes();
            return new Figure(
                    "%,d MB %s".formatted(length / 1_000_000, what),
                    TARGET,
                    "memory +%.0f MB; right, in %.1f s (%.0f MB/s)"
                            .formatted(risen, seconds, length / 1e6 / seconds),
                    Figure.Held.of(risen <= MEGABYTES_MAX));
        }
    }

    private static void upload(Dev dev, long length) throws Exception {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] piece = new byte[PIECE_BYTES];
        Arrays.fill(piece, (byte) 'x');
        try (Connection connection = dev.connect()) {
            connection.send(
                    "POST /digest HTTP/1.1\r\nHost: bodies.localhost\r\nContent-Length: "
                            + length
                            + "\r\n\r\n");
            for (long left = length; left > 0; left -= PIECE_BYTES) {
                int now = (int) Math.min(left, PIECE_BYTES);
                connection.out().write(piece, 0, now);
                digest.update(piece, 0, now);
            }
            Answer answer = connection.answer();
            if (!answer.text().equals(HexFormat.of().formatHex(digest.digest()))) {
                throw new IOException("wrong digest: " + answer.status() + " " + answer.text());
            }
        }
    }

    private static void download(Dev dev, long length) throws Exception {
        var received = new AtomicLong();
        try (Connection connection = dev.connect()) {
            connection.send("GET /bytes?n=" + length + " HTTP/1.1\r\nHost: bodies.localhost\r\n\r\n");
            connection.answer((bytes, count) -> {
                if (bytes[0] != 7 || bytes[count - 1] != 7) {
                    throw new IOException("wrong bytes");
                }
                received.addAndGet(count);
            });
        }
        if (received.get() != length) {
            throw new IOException("received " + received + " bytes of " + length);
        }
    }
}
