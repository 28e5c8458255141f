package spec;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.InputStream;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import spec.kit.Dev;
import spec.kit.Zeros;

/// Bodies stream both ways, held back by who is slow, in constant memory.
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class StreamsTest {
    private static final String CODE =
            """
            export default { async fetch(request) {
              const url = new URL(request.url);
              switch (url.pathname) {
                case "/echo": return new Response(request.body);
                case "/digest": {
                  const digest = new crypto.DigestStream("SHA-256");
                  await request.body.pipeTo(digest);
                  return new Response(new Uint8Array(await digest.digest).toHex());
                }
                case "/bytes": {
                  let left = Number(url.searchParams.get("n"));
                  const chunk = new Uint8Array(65536).fill(7);
                  return new Response(new ReadableStream({
                    pull(c) {
                      if (left <= 0) return c.close();
                      c.enqueue(chunk.slice(0, Math.min(left, chunk.length)));
                      left -= chunk.length;
                    } }));
                }
                case "/many": {
                  const body = (n) => new ReadableStream({
                    pull(c) {
                      if (n > 0) c.enqueue(new Uint8Array(n));
                      c.close();
                    } });
                  const sizes = Array.from({ length: 20 }, (_, i) => i * 100_000);
                  const echo = async (n) => {
                    const init = { method: "POST", body: body(n) };
                    const answer = await fetch(url.origin + "/echo", init);
                    return (await answer.arrayBuffer()).byteLength;
                  };
                  const got = await Promise.all(sizes.map(echo));
                  return Response.json(got.map((n, i) => n - sizes[i]));
                }
                case "/fails": return new Response(new ReadableStream({
                  pull(c) { c.enqueue(new Uint8Array(1000)); throw new Error("broken on purpose"); } }));
              }
            }};
            """;

    private Dev dev;

    @BeforeAll
    void start(@TempDir Path directory) {
        String settings = "\"edgewise\":{\"limits\":{\"bodyBytesMax\":4294967296}}";
        dev = Dev.serving(Dev.app(directory, "app", CODE, settings));
    }

    @AfterAll
    void stop() {
        dev.close();
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 1000, 65_535, 65_536, 65_537, 262_144, 3_000_000})
    void a_body_comes_back_as_it_was_sent(int length) throws Exception {
        byte[] body = new byte[length];
        new Random(length).nextBytes(body);
        HttpRequest request =
                dev.request("app", "/echo").POST(BodyPublishers.ofByteArray(body)).build();

        HttpResponse<byte[]> answer = dev.client().send(request, BodyHandlers.ofByteArray());

        assertThat(answer.body()).isEqualTo(body);
    }

    @Test
    void a_large_upload_is_hashed_in_constant_memory() throws Exception {
        long length = 128L * 1024 * 1024;
        dev.send(dev.request("app", "/digest").POST(BodyPublishers.ofString("warm")).build());
        long before = dev.residentBytes();

        HttpResponse<String> answer =
                dev.send(
                        dev.request("app", "/digest")
                                .POST(BodyPublishers.ofInputStream(() -> new Zeros(length)))
                                .build());

        assertThat(answer.body()).isEqualTo(digestOfZeros(length));
        assertThat(dev.residentBytes() - before).isLessThan(96L * 1024 * 1024);
    }

    @Test
    void a_client_that_reads_nothing_holds_the_function_back() throws Exception {
        HttpRequest request = dev.request("app", "/bytes?n=500000000").build();
        long before = dev.residentBytes();

        HttpResponse<InputStream> answer = dev.client().send(request, BodyHandlers.ofInputStream());
        try (InputStream body = answer.body()) {
            body.readNBytes(1_000_000);
            assertThat(dev.residentBytes() - before).isLessThan(96L * 1024 * 1024);
        }
    }

    @Test
    void a_download_is_whole() throws Exception {
        HttpResponse<byte[]> answer =
                dev.client()
                        .send(
                                dev.request("app", "/bytes?n=20000001").build(),
                                BodyHandlers.ofByteArray());

        assertThat(answer.body()).hasSize(20_000_001);
    }

    @Test
    void an_empty_body_in_chunks_comes_to_its_end() {
        HttpRequest request =
                dev.request("app", "/echo")
                        .POST(BodyPublishers.ofInputStream(InputStream::nullInputStream))
                        .build();

        assertThat(dev.send(request).body()).isEmpty();
    }

    @Test
    void bodies_of_calls_that_wait_for_their_turn_are_sent_whole() {
        assertThat(dev.get("app", "/many").body()).isEqualTo("[" + "0,".repeat(19) + "0]");
    }

    @Test
    void a_stream_that_throws_is_cut() {
        HttpRequest request = dev.request("app", "/fails").build();

        org.assertj.core.api.Assertions.assertThatThrownBy(
                        () -> dev.client().send(request, BodyHandlers.ofByteArray()))
                .isInstanceOf(IOException.class);
    }

    private static String digestOfZeros(long length) throws NoSuchAlgorithmException, IOException {
        MessageDigest digest = MessageDigest.getInstance("SHA-256");
        byte[] buffer = new byte[65_536];
        try (InputStream zeros = new Zeros(length)) {
            for (int read = zeros.read(buffer); read > 0; read = zeros.read(buffer)) {
                digest.update(buffer, 0, read);
            }
        }
        return HexFormat.of().formatHex(digest.digest());
    }
}
