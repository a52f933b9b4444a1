package cascade.gateway.trace;

import java.util.List;

/**
 * Book that features write into what their messages do not tell: which dialogs are one call, and the milestones between the
 * messages. Control loop only; must not block.
 */
public interface TraceBook {

    /** Keeps nothing. */
    TraceBook NONE = all(List.of());

    /**
     * A call of an upper or a stream from a lower begins.
     *
     * @param callId of the dialog whose messages are its own; empty where there is none yet
     */
    void open(Subject subject, String callId);

    /** Messages of one more dialog belong to it; told before the first of them leaves. */
    void addDialog(String id, String callId);

    /** A call takes its media from that stream. */
    void join(String call, String stream);

    /** @param detail for people; may be empty */
    void note(String id, Milestone what, String detail);

    /** Its media leg sent or received RTCP; told only while somebody wants it. Few books keep that. */
    default void rtcp(String id, RtcpDatagram datagram) {}

    /**
     * It is over. The messages that end its dialogs may still follow.
     *
     * @param cause label of the cause
     * @param status SIP status that answered its INVITE, 0 where none did
     * @param detail why, for people; may be empty
     */
    void end(String id, String cause, int status, String detail);

    /** Writes into all of them. */
    static TraceBook all(List<TraceBook> books) {
        return new TraceBooks(List.copyOf(books));
    }
}
