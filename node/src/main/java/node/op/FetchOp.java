package node.op;

import node.fetch.FetchBody;
import node.fetch.FetchClient;
import node.fetch.FetchRequest;

/// `fetch`: an HTTP request to somewhere else; and `socket`, the same for a WebSocket. The texts of
/// the call and its answer are those of [FetchText].
public final class FetchOp implements Op {
    private final FetchClient client;
    private final boolean socket;

    private FetchOp(FetchClient client, boolean socket) {
        this.client = client;
        this.socket = socket;
    }

    /// By this client.
    public FetchOp(FetchClient client) {
        this(client, false);
    }

    /// The op `socket`: asks for a WebSocket; the frames of both sides are the bodies of the call.
    public FetchOp ofSockets() {
        return new FetchOp(client, true);
    }

    @Override
    public boolean isSocket() {
        return socket;
    }

    @Override
    public Answering begin(OpenCall call) {
        var text = FetchText.of(call.text(), 0);
        var answer = new FetchAnswer(call);
        FetchRequest request = text.request();
        answer.asks(
                socket
                        ? client.open(request.ofSocket(), new FetchBody.None(), answer)
                        : client.open(request, text.body(call), answer));
        return answer;
    }

    @Override
    public boolean isSubrequest() {
        return true;
    }

    /// A WebSocket lasts: it does not keep fetches waiting for a connection.
    @Override
    public int atOnceMax(CallDesk.Owner owner) {
        return socket ? 0 : owner.connectionsMax();
    }
}
