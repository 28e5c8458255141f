package node.op;

import base.lane.LaneBreach;
import node.inner.Fetcher;
import node.inner.InnerCall;

/// `assets` and `service`: a request to whom a binding names, within this node. The call's text is
/// `binding\ncf\n` and then that of [FetchText]; `cf` is JSON or empty. A failure that begins with
/// a line end is what the callee threw, any other a sentence of the node's.
///
/// @param kind of the bindings that may be called so
public record InnerOp(Fetcher.Kind kind) implements Op {

    /// Each call may hold a window of both bodies in the node's memory.
    private static final int AT_ONCE_MAX = 32;

    private static final int BEFORE_THE_REQUEST = 2;

    @Override
    public Answering begin(OpenCall call) {
        String[] lines = call.text().split("\n", BEFORE_THE_REQUEST + 1);
        Fetcher to = call.owner().fetcher(lines[0]);
        if (to == null || to.kind() != kind) {
            throw new LaneBreach("A version calls by a binding that it does not have.");
        }
        var text = FetchText.of(call.text(), BEFORE_THE_REQUEST);
        var answer = new FetchAnswer(call);
        var inner = InnerCall.of(to.with(lines[1]), call.owner().exchange(), answer);
        answer.asks(inner);
        inner.begin(text.request(), text.body(call));
        return answer;
    }

    @Override
    public boolean isSubrequest() {
        return kind == Fetcher.Kind.SERVICE;
    }

    @Override
    public int atOnceMax(CallDesk.Owner owner) {
        return AT_ONCE_MAX;
    }
}
