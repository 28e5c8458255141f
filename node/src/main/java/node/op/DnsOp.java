package node.op;

import base.lane.LaneBreach;
import io.netty.channel.EventLoop;
import node.dns.DnsFailure;
import node.dns.Resolver;

/// `dns`: the addresses of a name. The call's text is `type\nname`, the answer an address a line, a
/// failure `code\nsentence`.
///
/// @param resolver who looks up
/// @param loop the lane's
public record DnsOp(Resolver resolver, EventLoop loop) implements Op {

    /// Each waits on a thread.
    private static final int AT_ONCE_MAX = 16;

    @Override
    public Answering begin(OpenCall call) {
        String[] lines = call.text().split("\n", -1);
        if (lines.length != 2) {
            throw new LaneBreach("A look-up names no type and name.");
        }
        Thread.ofVirtual().name("dns").start(() -> lookUp(lines[0], lines[1], call));
        return Answering.NOTHING;
    }

    private void lookUp(String type, String name, OpenCall call) {
        try {
            String text = String.join("\n", resolver.addresses(type, name));
            loop.execute(() -> call.answer(text));
        } catch (DnsFailure none) {
            loop.execute(() -> call.fail(none.code() + "\n" + none.getMessage()));
        }
    }

    @Override
    public boolean isSubrequest() {
        return true;
    }

    @Override
    public int atOnceMax(CallDesk.Owner owner) {
        return AT_ONCE_MAX;
    }
}
