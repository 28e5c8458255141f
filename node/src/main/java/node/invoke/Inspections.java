package node.invoke;

import base.Limits;
import base.lane.LaneBreach;
import base.lane.Message;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/// The debuggers' sessions in one child. On the lane's loop.
final class Inspections {
    private final ChildSession child;
    private final Map<Integer, Inspection> open = new HashMap<>();
    private int issued;

    Inspections(ChildSession child) {
        this.child = child;
    }

    void open(AppVersion version, Debugger debugger) {
        int window = Limits.Lane.DEFAULT.windowBytes();
        var session = new Inspection(child, this, ++issued, window, debugger);
        open.put(session.id(), session);
        child.send(new Message.InspectOpen(session.id(), version.id()));
        debugger.opened(session);
    }

    boolean isOpen(Inspection session) {
        return session.equals(open.get(session.id()));
    }

    boolean remove(Inspection session) {
        return open.remove(session.id(), session);
    }

    void receive(Message.Inspect m) {
        check(m.session());
        Inspection session = open.get(m.session());
        if (session != null) {
            session.receive(m);
        }
    }

    /// The isolate is gone; the child need not keep the session in mind any longer.
    void closed(Message.InspectClose m) {
        check(m.session());
        Inspection session = open.remove(m.session());
        if (session != null) {
            child.send(new Message.InspectClose(m.session(), ""));
            session.debugger().closed(m.reason());
        }
    }

    private void check(int id) {
        if (id < 1 || id > issued) {
            throw new LaneBreach("A child speaks to a debugger that is not there.");
        }
    }

    void lost(String reason) {
        List<Inspection> all = List.copyOf(open.values());
        open.clear();
        all.forEach(session -> session.debugger().closed(reason));
    }
}
