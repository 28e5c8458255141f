package node.op;

import base.lane.LaneBreach;
import node.tcp.TcpClient;
import node.tcp.TlsAsk;
import org.jspecify.annotations.Nullable;

/// `connect`: a connection of bytes to somewhere else. The call's text is `host\nport\n` and then
/// nothing, or the text of a [TlsAsk]. The call's body is what is sent, the answer's what comes. A
/// frame begins TLS later; what is answered to that is a frame too.
///
/// @param client who connects
/// @param fetch a connection is in use, whatever is spoken on it
public record ConnectOp(TcpClient client, Op fetch) implements Op {
    private static final int PORT_MAX = 65_535;
    private static final int PARTS = 3;

    @Override
    public Answering begin(OpenCall call) {
        String[] parts = call.text().split("\n", PARTS);
        if (parts.length < PARTS) {
            throw new LaneBreach("A connection names no host and port.");
        }
        @Nullable TlsAsk tls = parts[2].isEmpty() ? null : TlsAsk.of(parts[2]);
        var answer = new ConnectAnswer(call, tls);
        answer.asks(client.open(parts[0], port(parts[1]), answer));
        return answer;
    }

    private static int port(String text) {
        try {
            int port = Integer.parseInt(text);
            if (port >= 0 && port <= PORT_MAX) {
                return port;
            }
        } catch (NumberFormatException e) {
            throw new LaneBreach("The port of a connection is no number.");
        }
        throw new LaneBreach("The port of a connection is none.");
    }

    @Override
    public boolean isSubrequest() {
        return true;
    }

    @Override
    public Op turns() {
        return fetch;
    }

    @Override
    public int atOnceMax(CallDesk.Owner owner) {
        return owner.connectionsMax();
    }
}
