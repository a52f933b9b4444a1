package cascade.gateway.media.relay.stream;

import java.nio.ByteBuffer;

/** Receiver of what a source sends, to whom we report about it ourselves. Loop thread. */
interface ReportedTo {

    /** A sender report about what we sent it. */
    void writeSenderReport(ByteBuffer to, long ntp, int timestamp, byte[] cname);

    /** The buffer from 0 to its limit. */
    void sendRtcp(ByteBuffer packet);
}
