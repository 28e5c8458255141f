package node.op;

import node.fetch.FetchClient;

/// `fetch`: an HTTP request to somewhere else. The texts of the call and its answer are those of
/// [FetchText].
public final class FetchOp implements Op {
    private final FetchClient client;

    /// By this client.
    public FetchOp(FetchClient client) {
        this.client = client;
    }

    @Override
    public Answering begin(OpenCall call) {
        var text = FetchText.of(call.text(), 0);
        var answer = new FetchAnswer(call);
        answer.asks(client.open(text.request(), text.body(call), answer));
        return answer;
    }

    @Override
    public boolean isSubrequest() {
        return true;
    }

    @Override
    public int atOnceMax(CallDesk.Owner owner) {
        return owner.connectionsMax();
    }
}
