package cascade.gateway.bench.peer;

import static cascade.gateway.bench.peer.MessageWriter.ascii;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.ByteBuffer;
import java.nio.channels.DatagramChannel;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/**
 * RTP of one lower's streams, over UDP or TCP as they are asked for: a packet now and then, so that they count as alive, or a steady
 * stream. The loop's thread.
 */
public final class MediaSource {

    /** So far below the SIP port, since lowers may share a host. */
    private static final int BELOW_SIP = 1_100;

    private static final Duration FIRST = Duration.ofMillis(200);
    private static final Duration NOW_AND_THEN = Duration.ofSeconds(5);
    private static final byte[] ADDRESS = ascii("c=IN IP4 ");
    private static final byte[] VIDEO = ascii("m=video ");
    private static final byte[] TCP = ascii("TCP/RTP/AVP");
    private static final byte[] GATEWAY_LISTENS = ascii("a=setup:passive");
    private static final byte[] BLANK = ascii(" ");
    private static final byte[] END_OF_LINE = ascii("\r\n");
    private static final int SMALL_BYTES = 200;
    private static final int VERSION_2 = 0x80;
    private static final int PAYLOAD_TYPE = 96;
    private static final int TICKS_PER_MILLI = 90;

    private static final class Stream {
        final InetSocketAddress target;
        final int ssrc;
        final Optional<TcpMedia> tcp;
        short sequence;
        int timestamp;

        Stream(InetSocketAddress target, int ssrc, Optional<TcpMedia> tcp) {
            this.target = target;
            this.ssrc = ssrc;
            this.tcp = tcp;
        }
    }

    private final PeerLoop loop;
    private final InetSocketAddress address;
    /** Not before the first stream: most lowers of a large site never have one. */
    private Optional<DatagramChannel> channel = Optional.empty();

    private final Map<String, Stream> byCallId = new HashMap<>();
    private Duration interval = NOW_AND_THEN;
    private int packetBytes = SMALL_BYTES;

    public MediaSource(PeerLoop loop, InetSocketAddress sip) {
        this.loop = loop;
        this.address = new InetSocketAddress(sip.getAddress(), sip.getPort() - BELOW_SIP);
    }

    /** Streams from now on have a packet of that size so often. */
    public void every(Duration time, int bytes) {
        interval = time;
        packetBytes = bytes;
    }

    /**
     * A stream to where the offer of that INVITE wants it, where there is none yet.
     *
     * @return the lines of the answer that say how it comes
     */
    public String start(ReceivedMessage invite, String ssrc) {
        Stream stream = open(invite, ssrc);
        if (stream.tcp.isEmpty()) {
            return "m=video " + address.getPort() + " RTP/AVP 96\r\n";
        }
        boolean connects = invite.bodyHas(GATEWAY_LISTENS);
        int port = connects ? address.getPort() : stream.tcp.get().port();
        return "m=video " + port + " TCP/RTP/AVP 96\r\na=setup:" + (connects ? "active" : "passive")
                + "\r\na=connection:new\r\n";
    }

    private Stream open(ReceivedMessage invite, String ssrc) {
        String callId = invite.text(Header.CALL_ID);
        Stream known = byCallId.get(callId);
        if (known != null) {
            return known;
        }
        var target = new InetSocketAddress(
                InetAddress.ofLiteral(invite.inBody(ADDRESS, END_OF_LINE)),
                Integer.parseInt(invite.inBody(VIDEO, BLANK)));
        Optional<TcpMedia> tcp = invite.bodyHas(TCP)
                ? Optional.of(connection(target, invite.bodyHas(GATEWAY_LISTENS)))
                : Optional.empty();
        var stream = new Stream(target, Integer.parseUnsignedInt(ssrc), tcp);
        byCallId.put(callId, stream);
        loop.after(FIRST, () -> sendTo(callId, stream));
        return stream;
    }

    private TcpMedia connection(InetSocketAddress target, boolean connects) {
        var media = new TcpMedia(loop.selector(), new InetSocketAddress(address.getAddress(), 0), fromGateway -> {});
        if (connects) {
            media.connectTo(target);
        } else {
            try {
                media.listen();
            } catch (IOException failed) {
                throw new IllegalStateException("listening for media", failed);
            }
        }
        return media;
    }

    public void end(ReceivedMessage bye) {
        end(bye.text(Header.CALL_ID));
    }

    void end(String callId) {
        Stream ended = byCallId.remove(callId);
        if (ended != null) {
            ended.tcp.ifPresent(TcpMedia::close);
        }
    }

    private void sendTo(String callId, Stream stream) {
        if (byCallId.get(callId) != stream) {
            return;
        }
        ByteBuffer packet = ByteBuffer.allocate(packetBytes)
                .put((byte) VERSION_2)
                .put((byte) PAYLOAD_TYPE)
                .putShort(stream.sequence++)
                .putInt(stream.timestamp)
                .putInt(stream.ssrc);
        stream.timestamp += (int) interval.toMillis() * TICKS_PER_MILLI;
        if (stream.tcp.isPresent()) {
            stream.tcp.get().check();
            stream.tcp.get().send(packet.array());
        } else {
            loop.send(channel(), stream.target, packet.array());
        }
        loop.after(interval, () -> sendTo(callId, stream));
    }

    private DatagramChannel channel() {
        if (channel.isEmpty()) {
            try {
                channel = Optional.of(loop.open(address, rtcp -> {}));
            } catch (IOException taken) {
                throw new IllegalStateException("media port " + address, taken);
            }
        }
        return channel.get();
    }
}
