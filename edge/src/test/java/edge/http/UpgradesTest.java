package edge.http;

import static org.assertj.core.api.Assertions.assertThat;

import io.netty.buffer.ByteBuf;
import io.netty.channel.ChannelHandlerContext;
import io.netty.channel.ChannelInboundHandlerAdapter;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/// Requests that ask to go on as a WebSocket.
final class UpgradesTest {
    private static final String KEY = "dGhlIHNhbXBsZSBub25jZQ==";
    private static final String ASKS =
            "Upgrade: WebSocket\r\nConnection: keep-alive, upgrade\r\nSec-WebSocket-Version: 13\r\n"
                    + "Sec-WebSocket-Key: "
                    + KEY
                    + "\r\n";

    private static String get(String headers) {
        return "GET /chat HTTP/1.1\r\nHost: a.test\r\n" + headers + "\r\n";
    }

    /// Leaves HTTP with these headers, and sends back whatever comes then.
    private static Handler echo(List<Map.Entry<String, String>> headers) {
        return exchange ->
                exchange.upgrade(
                        new ResponseHead(101, "", headers, -1),
                        new ChannelInboundHandlerAdapter() {
                            @Override
                            public void handlerAdded(ChannelHandlerContext ctx) {
                                ctx.executor().execute(ctx::read);
                            }

                            @Override
                            public void channelRead(ChannelHandlerContext ctx, Object read) {
                                var _ = ctx.writeAndFlush((ByteBuf) read);
                            }

                            @Override
                            public void channelReadComplete(ChannelHandlerContext ctx) {
                                ctx.read();
                            }
                        });
    }

    /// Says what it was asked.
    private static void tell(Exchange exchange) {
        var text = new StringBuilder().append(exchange.asksForSocket());
        exchange.head().headers().stream()
                .filter(header -> header.getKey().equals("upgrade"))
                .forEach(header -> text.append(' ').append(header.getValue()));
        Problem.of(404, text.toString()).answer(exchange);
    }

    @Test
    void the_answer_accepts_the_key_and_the_bytes_behind_it_are_the_handlers() {
        var headers =
                List.of(
                        Map.entry("sec-websocket-protocol", "chat"),
                        Map.entry("sec-websocket-accept", "another"),
                        Map.entry("sec-websocket-extensions", "permessage-deflate"),
                        Map.entry("connection", "close"));
        try (var server = new RunningServer(echo(headers));
                var wire = server.wire()) {
            wire.send(get(ASKS) + "early");

            Wire.Answer answer = wire.answer();

            assertThat(answer.status()).isEqualTo(101);
            // The example of RFC 6455 §1.3.
            assertThat(answer.header("sec-websocket-accept"))
                    .isEqualTo("s3pPLMBiTxaQ9kYGzzhZRbK+xOo=");
            assertThat(answer.header("upgrade")).isEqualTo("websocket");
            assertThat(answer.header("connection")).isEqualTo("Upgrade");
            assertThat(answer.header("sec-websocket-protocol")).isEqualTo("chat");
            assertThat(answer.headers()).doesNotContainKey("sec-websocket-extensions");
            assertThat(wire.read(5)).isEqualTo("early");
            assertThat(wire.send("later").read(5)).isEqualTo("later");
        }
    }

    @Test
    void a_handler_may_answer_as_ever_and_the_connection_goes_on() {
        try (var server = new RunningServer(UpgradesTest::tell);
                var wire = server.wire()) {
            assertThat(wire.send(get(ASKS)).answer().body()).contains("true websocket");
            assertThat(wire.send(get("")).answer().body()).contains("\"false\"");
        }
    }

    @ParameterizedTest
    @CsvSource({
        "Sec-WebSocket-Version: 13, Sec-WebSocket-Version: 12, 426",
        "Sec-WebSocket-Version, X-Version, 400",
        "dGhlIHNhbXBsZSBub25jZQ==, short, 400",
        "Sec-WebSocket-Key, X-Key, 400",
        "Sec-WebSocket-Key, Content-Length: 3;Sec-WebSocket-Key, 400",
        "Sec-WebSocket-Key, Sec-WebSocket-Key: dGhlIHNhbXBsZSBub25jZQ==;Sec-WebSocket-Key, 400"
    })
    void a_bad_handshake_is_refused(String instead, String of, int status) {
        try (var server = new RunningServer(UpgradesTest::tell);
                var wire = server.wire()) {
            wire.send(get(ASKS.replace(instead, of.replace(";", "\r\n"))));

            Wire.Answer answer = wire.answer();

            assertThat(answer.status()).isEqualTo(status);
            assertThat(answer.header("content-type")).isEqualTo("application/problem+json");
            if (status == 426) {
                assertThat(answer.header("sec-websocket-version")).isEqualTo("13");
                assertThat(answer.header("upgrade")).isEqualTo("websocket");
            }
        }
    }

    @ParameterizedTest
    @CsvSource({
        "GET /chat HTTP/1.1, POST /chat HTTP/1.1",
        "GET /chat HTTP/1.1, GET /chat HTTP/1.0",
        "Upgrade: WebSocket, Upgrade: h2c",
        "'keep-alive, upgrade', keep-alive"
    })
    void what_can_be_no_websocket_is_an_ordinary_request(String instead, String of) {
        try (var server = new RunningServer(UpgradesTest::tell);
                var wire = server.wire()) {
            wire.send(get(ASKS).replace(instead, of));

            assertThat(wire.answer().body()).contains("\"false\"");
        }
    }
}
