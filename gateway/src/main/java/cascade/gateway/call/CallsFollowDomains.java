package cascade.gateway.call;

import cascade.gateway.call.session.CallRejection;
import cascade.gateway.call.voice.Broadcasts;
import cascade.gateway.domain.Domain;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import cascade.monitoring.CallCause;
import java.util.List;

/**
 * Ends of calls with their domains: a platform goes offline, returns, or is removed from the configuration. Control loop only.
 */
public final class CallsFollowDomains {

    private final StreamTable streams;
    private final Broadcasts broadcasts;

    CallsFollowDomains(StreamTable streams, Broadcasts broadcasts) {
        this.streams = streams;
        this.broadcasts = broadcasts;
    }

    /** The upper is gone: its viewers watch no more. */
    public void onUpperOffline(UpperDomain upper) {
        endViewers(upper, "the upper platform went offline");
        broadcasts.onUpperOffline(upper, "the upper platform went offline");
    }

    private void endViewers(UpperDomain upper, String why) {
        streams.viewers().stream()
                .filter(viewer -> viewer.upper().name().equals(upper.name()))
                .forEach(viewer -> viewer.end(new CallRejection(480, CallCause.UPPER_OFFLINE, why)));
    }

    /**
     * The lower is gone. Streams whose media still flows go on: some platforms de-register for half a minute in mid-call.
     * Silence ends the others, as lower-offline; calls that were still being set up end now.
     */
    public void onLowerOffline(LowerDomain lower) {
        broadcasts.onLowerOffline(lower, "the lower platform went offline");
        streamsFrom(lower).forEach(stream -> {
            if (stream.isRunning()) {
                stream.loss().onLowerOffline();
            } else {
                stream.end(new CallRejection(480, CallCause.LOWER_OFFLINE, "the lower platform went offline"));
            }
        });
    }

    /** The lower registered after it was offline, or anew while it was online: it may have lost its streams. */
    public void onLowerBack(LowerDomain lower) {
        // it was we who were away: a registration that goes on says nothing against its streams
        if (!lower.isResumed()) {
            streamsFrom(lower).forEach(stream -> stream.loss().onLowerBack());
        }
    }

    /** The domain is no longer configured: its calls end with BYE both ways, those of others never notice. */
    public void onRemoved(Domain domain) {
        broadcasts.onDomainRemoved(domain);
        switch (domain) {
            case UpperDomain upper -> endViewers(upper, "the upper platform was removed from the configuration");
            case LowerDomain lower -> {
                var removed = new CallRejection(
                        480, CallCause.LOWER_OFFLINE, "the lower platform was removed from the configuration");
                streamsFrom(lower).forEach(stream -> stream.end(removed));
            }
        }
    }

    private List<Stream> streamsFrom(LowerDomain lower) {
        return streams.all().stream()
                .filter(stream -> stream.lower().name().equals(lower.name()))
                .toList();
    }
}
