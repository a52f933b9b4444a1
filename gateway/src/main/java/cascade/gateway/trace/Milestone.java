package cascade.gateway.trace;

import java.util.Locale;

/** Kind of event of a call between its messages: decisions of the gateway, and what its media did. */
public enum Milestone {
    /** A call of an upper goes to this stream. */
    JOINED,
    /** A leg has its local media address. */
    PORTS_OPENED,
    /** Our 200 was acknowledged, and media may flow. */
    ESTABLISHED,
    /** The first RTP packet of the source. */
    FIRST_PACKET,
    /** The source sends from another address than its SDP says, and is taken from there. */
    LATCHED,
    /** The SSRC on the wire is another one than agreed. */
    SSRC_DIFFERS,
    /** Packets of others than the source were dropped. */
    FOREIGN_PACKETS,
    /** The source has stopped sending. */
    STALLED,
    /** It sends again. */
    STALL_OVER,
    /** No packet for longer than allowed. */
    SILENCE,
    /** A leg over TCP has no connection and gets none. */
    LEG_LOST,
    /** A viewer's packets reach nobody. */
    UNREACHABLE,
    /** The lower is invited anew under the same viewers. */
    CALLED_ANEW,
    /** The session was changed by a re-INVITE. */
    CHANGED,
    /** The recording has been sent whole. */
    FILE_END,
    /** Over, with its cause. */
    ENDED;

    /** As JSON has it: {@code first-packet}. */
    public String label() {
        return name().toLowerCase(Locale.ROOT).replace('_', '-');
    }
}
