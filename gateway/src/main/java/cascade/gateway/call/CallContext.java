package cascade.gateway.call;

import cascade.config.GatewayConfig;
import cascade.gateway.call.record.RecentCalls;
import cascade.gateway.call.sdp.MediaTargets;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.sip.DialogTable;
import cascade.gateway.sip.SipEndpoint;
import cascade.monitoring.CallMeters;
import io.vertx.core.Vertx;
import java.time.InstantSource;

/**
 * What streams and viewers share. Control loop only.
 *
 * @param targets where media may go
 * @param upperDialogs dialogs with viewers
 * @param lowerDialogs dialogs with stream sources
 */
record CallContext(
        Vertx vertx,
        SipEndpoint endpoint,
        MediaPlane media,
        GatewayConfig config,
        CallMeters meters,
        InstantSource clock,
        MediaTargets targets,
        Ssrcs ssrcs,
        DialogTable<Viewer> upperDialogs,
        DialogTable<Stream> lowerDialogs,
        RecentCalls recent) {}
