package cascade.monitoring;

import java.time.Duration;

/** Meters of calls: streams, their viewers, and how calls begin and end. */
public final class CallMeters {

    private final Instruments instruments;

    CallMeters(Instruments instruments) {
        this.instruments = instruments;
    }

    /** @param domain the lower that the stream comes from */
    public void streamOpened(String domain, StreamKind kind) {
        instruments.level(MeterName.STREAMS, domain, kind.label()).incrementAndGet();
    }

    /** Once for each {@link #streamOpened}. */
    public void streamClosed(String domain, StreamKind kind) {
        instruments.level(MeterName.STREAMS, domain, kind.label()).decrementAndGet();
    }

    /** @param domain the viewer's */
    public void viewerJoined(String domain, StreamKind kind) {
        instruments.level(MeterName.VIEWERS, domain, kind.label()).incrementAndGet();
    }

    /** Once for each {@link #viewerJoined}. */
    public void viewerLeft(String domain, StreamKind kind) {
        instruments.level(MeterName.VIEWERS, domain, kind.label()).decrementAndGet();
    }

    /**
     * A call ended, whether it was ever answered or not.
     *
     * @param domain the viewer's
     */
    public void ended(String domain, StreamKind kind, CallCause cause) {
        instruments.count(MeterName.CALLS, 1, domain, kind.label(), cause.label());
    }

    /**
     * From the viewer's INVITE to our 200.
     *
     * @param domain the viewer's
     */
    public void setup(String domain, StreamKind kind, Duration duration) {
        instruments.time(MeterName.CALL_SETUP, duration, domain, kind.label());
    }

    /**
     * From the lower's 200 to its first RTP packet.
     *
     * @param domain the lower
     */
    public void firstPacket(String domain, Duration duration) {
        instruments.time(MeterName.FIRST_PACKET, duration, domain);
    }

    /**
     * Lines of a session description could not be read, and the call went on without them.
     *
     * @param domain who wrote it
     */
    public void skippedSdpLines(String domain, int lines) {
        instruments.count(MeterName.SIP_REPAIRS, lines, domain, "sdp-line");
    }

    void add(String domain, Role role) {
        switch (role) {
            case UPPER -> addUpper(domain);
            case LOWER -> addLower(domain);
        }
    }

    /** The normal end exists from the start, any other once it happened: there are a hundred of kinds and causes. */
    private void addUpper(String domain) {
        instruments.count(MeterName.CALLS, 0, domain, StreamKind.LIVE.label(), CallCause.UPPER_BYE.label());
        for (StreamKind kind : StreamKind.values()) {
            instruments.level(MeterName.VIEWERS, domain, kind.label());
        }
    }

    private void addLower(String domain) {
        for (StreamKind kind : StreamKind.values()) {
            instruments.level(MeterName.STREAMS, domain, kind.label());
        }
    }
}
