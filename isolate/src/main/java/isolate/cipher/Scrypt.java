package isolate.cipher;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.IntBuffer;
import java.util.function.BooleanSupplier;

/// The part of scrypt between its two PBKDF2: `scryptROMix` (RFC 7914 §5), in memory that is given.
public final class Scrypt {
    /// How many bytes are mixed before it asks whether it is to end: some milliseconds.
    private static final int STEP_BYTES = 1 << 20;

    private static final int SALSA_INTS = 16;

    private final int cost;
    private final int blockInts;
    private final int blocksPerStep;
    private final IntBuffer table;
    private final BooleanSupplier stopped;

    /// @param cost `N`, a power of two
    /// @param blockSize `r`
    /// @param memory `128 * N * r` bytes
    public Scrypt(int cost, int blockSize, ByteBuffer memory, BooleanSupplier stopped) {
        this.cost = cost;
        this.blockInts = 32 * blockSize;
        this.blocksPerStep = Math.max(1, STEP_BYTES / (128 * blockSize));
        this.table = memory.order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        this.stopped = stopped;
        if ((long) cost * blockInts > table.capacity()) {
            throw new IllegalArgumentException("The memory is less than 128 * N * r bytes.");
        }
    }

    /// Mixes each of the blocks, which have `128 * r` bytes each, where they stand.
    public void mix(byte[] blocks) {
        IntBuffer all = ByteBuffer.wrap(blocks).order(ByteOrder.LITTLE_ENDIAN).asIntBuffer();
        int[] block = new int[blockInts];
        for (int at = 0; at < all.capacity() && !stopped.getAsBoolean(); at += blockInts) {
            all.get(at, block);
            all.put(at, mixed(block));
        }
    }

    private int[] mixed(int[] block) {
        int[] x = block;
        int[] other = new int[blockInts];
        for (int i = 0; i < cost; i++) {
            if (i % blocksPerStep == 0 && stopped.getAsBoolean()) {
                return x;
            }
            table.put(i * blockInts, x);
            shuffle(x, other);
            int[] last = x;
            x = other;
            other = last;
        }
        int[] known = new int[blockInts];
        for (int i = 0; i < cost; i++) {
            if (i % blocksPerStep == 0 && stopped.getAsBoolean()) {
                return x;
            }
            table.get((x[blockInts - SALSA_INTS] & (cost - 1)) * blockInts, known);
            for (int j = 0; j < blockInts; j++) {
                x[j] ^= known[j];
            }
            shuffle(x, other);
            int[] last = x;
            x = other;
            other = last;
        }
        return x;
    }

    /// `scryptBlockMix` (§4).
    private void shuffle(int[] in, int[] out) {
        int[] x = new int[SALSA_INTS];
        System.arraycopy(in, blockInts - SALSA_INTS, x, 0, SALSA_INTS);
        int pieces = blockInts / SALSA_INTS;
        for (int i = 0; i < pieces; i++) {
            for (int j = 0; j < SALSA_INTS; j++) {
                x[j] ^= in[i * SALSA_INTS + j];
            }
            salsa(x);
            int place = (i % 2 == 0 ? i / 2 : pieces / 2 + i / 2) * SALSA_INTS;
            System.arraycopy(x, 0, out, place, SALSA_INTS);
        }
    }

    /// Salsa20/8 (§3).
    private static void salsa(int[] block) {
        int[] x = block.clone();
        for (int i = 0; i < 4; i++) {
            quarter(x, 0, 4, 8, 12);
            quarter(x, 5, 9, 13, 1);
            quarter(x, 10, 14, 2, 6);
            quarter(x, 15, 3, 7, 11);
            quarter(x, 0, 1, 2, 3);
            quarter(x, 5, 6, 7, 4);
            quarter(x, 10, 11, 8, 9);
            quarter(x, 15, 12, 13, 14);
        }
        for (int i = 0; i < SALSA_INTS; i++) {
            block[i] += x[i];
        }
    }

    private static void quarter(int[] x, int a, int b, int c, int d) {
        x[b] ^= Integer.rotateLeft(x[a] + x[d], 7);
        x[c] ^= Integer.rotateLeft(x[b] + x[a], 9);
        x[d] ^= Integer.rotateLeft(x[c] + x[b], 13);
        x[a] ^= Integer.rotateLeft(x[d] + x[c], 18);
    }
}
