package cascade.gateway.media;

import cascade.address.IpText;
import java.net.InetSocketAddress;

/** RTP transport address of our end of a leg, as its SDP gives it; RTCP is on {@link #rtcpPort}. */
public record LegAddress(String host, int rtpPort) {

    public LegAddress {
        Checks.named("host", host);
        Checks.positive("rtpPort", rtpPort);
    }

    public int rtcpPort() {
        return rtpPort + 1;
    }

    /** Where its RTP comes and goes, as {@code host:port}. */
    public String rtpText() {
        return IpText.hostPort(host, rtpPort);
    }

    /** A media address as {@code host:port}, without a look at the name service. */
    public static String text(InetSocketAddress address) {
        return IpText.of(address);
    }
}
