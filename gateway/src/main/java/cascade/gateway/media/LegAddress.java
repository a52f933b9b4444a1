package cascade.gateway.media;

/** One end of a leg on our side, as the SDP gives it; RTCP is on {@link #rtcpPort}. */
public record LegAddress(String host, int rtpPort) {

    public LegAddress {
        Checks.named("host", host);
        Checks.positive("rtpPort", rtpPort);
    }

    public int rtcpPort() {
        return rtpPort + 1;
    }
}
