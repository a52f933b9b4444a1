package cascade.gateway.call.keep;

import cascade.gateway.call.sdp.Offer;
import cascade.gateway.domain.hop.Onward;
import cascade.gateway.domain.hop.RoutePath;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.gb.sdp.Direction;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.gb.sdp.SessionKind;
import cascade.gateway.media.SourceAnswer;
import cascade.gateway.media.SourceSnapshot;
import java.time.Instant;
import java.util.Optional;

/**
 * Record of a running stream: the session with its lower and the source leg. Immutable, any thread.
 *
 * @param lower the lower domain's name
 * @param channelId as the lower knows it
 * @param answered when the lower's 2xx came
 * @param wanted what its first viewer asked for
 * @param transport of the source's media, with our role
 * @param ssrc the one that our offer asked for
 * @param onward what another INVITE to the lower would take along
 * @param path that the call has taken from the lower on
 * @param dialog key of the dialog with the lower
 * @param answer the lower's description in force
 * @param source the same for the media plane
 * @param firstDirection of the lower's first description: one that was always written means no hold
 * @param held whether the lower has put the session on hold
 * @param leg what only the media plane knew
 */
public record KeptStream(
        String id,
        String lower,
        String channelId,
        int streamIndex,
        SessionKind kind,
        Instant started,
        Instant answered,
        Offer wanted,
        MediaTransport transport,
        Ssrc ssrc,
        Onward onward,
        RoutePath path,
        String dialog,
        SessionDescription answer,
        SourceAnswer source,
        Optional<Direction> firstDirection,
        boolean held,
        SourceSnapshot leg) {}
