package base.lane;

/// The kinds of frames; the ordinal is the byte on the wire, so the order is part of the layout.
enum Kind {
    IMAGE,
    LOAD,
    DROP,
    INVOKE,
    CANCEL,
    ANSWER,
    BODY,
    END,
    CUT,
    CREDIT,
    STOP,
    LOADED,
    HEAD,
    CALL,
    ABANDON,
    LOG,
    DONE,
    HELLO,
    READY,
    PING,
    PONG,
    STARTED,
    DEMOTE,
    STUCK,
    INSPECT_OPEN,
    INSPECT,
    INSPECT_CREDIT,
    INSPECT_CLOSE,
    FRAME;

    private static final Kind[] ALL = values();

    static Kind of(byte wire) {
        if (wire < 0 || wire >= ALL.length) {
            throw new LaneBreach("There is no kind of frame with number " + wire + ".");
        }
        return ALL[wire];
    }
}
