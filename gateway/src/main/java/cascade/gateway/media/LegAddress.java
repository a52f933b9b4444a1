package cascade.gateway.media;

/** RTP transport address of our end of a leg, as its SDP gives it; RTCP is on {@link #rtcpPort}. */
public record LegAddress(String host, int rtpPort) {

    public LegAddress {
        Checks.named("host", host);
        Checks.positive("rtpPort", rtpPort);
    }

    public int rtcpPort() {
        return rtpPort + 1;
    }
}
