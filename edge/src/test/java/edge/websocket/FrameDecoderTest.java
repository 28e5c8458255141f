package edge.websocket;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.buffer.Unpooled;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.Random;
import org.junit.jupiter.api.Test;

final class FrameDecoderTest {
    private static final long SEED = 20_261_125;

    @Test
    void a_message_comes_whole_however_its_bytes_and_pieces_are_cut() {
        var random = new Random(SEED);
        byte[] message = new byte[5_000];
        random.nextBytes(message);

        for (int round = 0; round < 200; round++) {
            var decoder = new FrameDecoder(true, 1 << 20);
            ByteBuf in = Unpooled.buffer();
            var got = new ByteArrayOutputStream();
            for (byte[] part : parts(random, RawClient.bytes(0x82, message))) {
                in.writeBytes(part);
                take(decoder, in, random, got);
            }
            assertThat(got.toByteArray()).as("seed %d", SEED).isEqualTo(message);
        }
    }

    private static byte[][] parts(Random random, byte[] all) {
        int cut = random.nextInt(all.length);
        return new byte[][] {
            java.util.Arrays.copyOfRange(all, 0, cut),
            java.util.Arrays.copyOfRange(all, cut, all.length)
        };
    }

    private static void take(
            FrameDecoder decoder, ByteBuf in, Random random, ByteArrayOutputStream got) {
        while (decoder.next(in, 1 + random.nextInt(2_000))
                instanceof FrameDecoder.Found.Data(_, _, ByteBuf bytes)) {
            while (bytes.isReadable()) {
                got.write(bytes.readByte());
            }
            bytes.release();
        }
    }

    @Test
    void whatever_bytes_come_a_frame_or_a_fault_is_found() {
        var random = new Random(SEED);
        int faults = 0;

        for (int round = 0; round < 100_000; round++) {
            byte[] bytes = new byte[random.nextInt(40)];
            random.nextBytes(bytes);
            ByteBuf in = Unpooled.wrappedBuffer(bytes);
            try {
                var decoder = new FrameDecoder(random.nextBoolean(), 1 << 20);
                while (decoder.next(in, 1 + random.nextInt(50)) != null) {}
            } catch (Fault fault) {
                faults++;
            }
        }

        assertThat(faults).as("seed %d", SEED).isGreaterThan(50_000);
    }

    @Test
    void the_check_of_utf_8_agrees_with_the_decoder_of_the_jdk() {
        var random = new Random(SEED);
        int wellFormed = 0;

        for (int round = 0; round < 200_000; round++) {
            byte[] bytes = likely(random);
            int cut = random.nextInt(bytes.length + 1);
            var check = new Utf8Check();
            boolean found =
                    check.add(Unpooled.wrappedBuffer(bytes, 0, cut))
                            && check.add(Unpooled.wrappedBuffer(bytes, cut, bytes.length - cut))
                            && check.whole();

            assertThat(found).as("seed %d", SEED).isEqualTo(decodes(bytes));
            wellFormed += found ? 1 : 0;
        }

        assertThat(wellFormed).isBetween(10_000, 190_000);
    }

    /// Leads and trails in about the right order, and ASCII.
    private static byte[] likely(Random random) {
        int[] leads = {0x41, 0xc1, 0xc2, 0xdf, 0xe0, 0xe1, 0xed, 0xef, 0xf0, 0xf1, 0xf4, 0xf5};
        int[] trails = {0x80, 0x8f, 0x90, 0x9f, 0xa0, 0xbf, 0xc0};
        ByteBuffer out = ByteBuffer.allocate(24);
        for (int i = random.nextInt(3) * 8; i > 0; i--) {
            out.put((byte) 'a');
        }
        int lead = leads[random.nextInt(leads.length)];
        out.put((byte) lead);
        int needed = lead < 0xc0 ? 0 : lead < 0xe0 ? 1 : lead < 0xf0 ? 2 : 3;
        for (int i = random.nextInt(8) == 0 ? 1 : 0; i < needed; i++) {
            out.put((byte) trails[random.nextInt(trails.length)]);
        }
        return java.util.Arrays.copyOf(out.array(), out.position());
    }

    private static boolean decodes(byte[] bytes) {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(bytes));
            return true;
        } catch (CharacterCodingException ill) {
            return false;
        }
    }

    @Test
    void masking_twice_gives_the_bytes_again_from_wherever_it_begins() {
        var random = new Random(SEED);
        byte[] bytes = new byte[37];
        random.nextBytes(bytes);
        int key = random.nextInt();

        ByteBuf whole = Unpooled.copiedBuffer(bytes);
        Mask.apply(whole, 0, 37, key, 0);
        ByteBuf parts = Unpooled.copiedBuffer(bytes);
        Mask.apply(parts, 0, 13, key, 0);
        Mask.apply(parts, 13, 24, key, 13);

        assertThat(parts).isEqualTo(whole);
        for (int i = 0; i < 37; i++) {
            assertThat((byte) (bytes[i] ^ (key >>> (24 - 8 * (i & 3)))))
                    .isEqualTo(whole.getByte(i));
        }
    }
}
