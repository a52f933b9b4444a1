package cascade.gateway.bench;

import org.jspecify.annotations.Nullable;

/** Who is measured: a row of each table. */
enum Contender {
    EPOLL("ours, no slots", Kind.OURS, "epoll", 0),
    EPOLL_5("ours, slots to 5 ms", Kind.OURS, "epoll", 5),
    EPOLL_20("ours, slots to 20 ms", Kind.OURS, "epoll", 20),
    NIO("ours, gear nio", Kind.OURS, "nio", 0),
    RTPENGINE("rtpengine, user space", Kind.RTPENGINE, "", 0),
    C_SIMPLE("C: recv, send", Kind.REFERENCE, "simple", 0),
    C_GRO("C: UDP_GRO, UDP_SEGMENT", Kind.REFERENCE, "gro", 0),
    C_GSO_5("C: slots of 5 ms, UDP_SEGMENT", Kind.REFERENCE, "gso", 5),
    C_GSO_20("C: slots of 20 ms, UDP_SEGMENT", Kind.REFERENCE, "gso", 20);

    enum Kind {
        OURS,
        RTPENGINE,
        REFERENCE
    }

    final String title;
    final Kind kind;
    /** Our gear, or the reference's mode. */
    final String mode;

    final int slotMillis;

    Contender(String title, Kind kind, String mode, int slotMillis) {
        this.title = title;
        this.kind = kind;
        this.mode = mode;
        this.slotMillis = slotMillis;
    }

    boolean isOurs() {
        return kind == Kind.OURS;
    }

    /** The reference that works the same way; null for the references themselves. */
    @Nullable
    Contender sameTechnique(Load load) {
        return switch (this) {
            case EPOLL, NIO -> load.burst() > 1 ? C_GRO : C_SIMPLE;
            case EPOLL_5 -> C_GSO_5;
            case EPOLL_20 -> C_GSO_20;
            default -> null;
        };
    }
}
