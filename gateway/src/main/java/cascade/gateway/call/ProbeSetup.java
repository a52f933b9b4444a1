package cascade.gateway.call;

import cascade.gateway.call.live.LivePlay;
import cascade.gateway.call.probe.ProbeEnd;
import cascade.gateway.call.probe.ProbeTerms;
import cascade.gateway.call.sdp.OwnOffer;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.media.PortUsage;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Setup of streams that a probe asks for: where a reserve of streams and ports stays free, and nobody has the channel's stream
 * already. Such a stream is among those without a viewer, and gives way as they do. Control loop only.
 */
final class ProbeSetup {

    private static final int PORTS_A_LEG = 2;

    private final CallContext context;
    private final StreamTable streams;
    private final Supplier<String> ids;

    /** @param ids of new streams */
    ProbeSetup(CallContext context, StreamTable streams, Supplier<String> ids) {
        this.context = context;
        this.streams = streams;
        this.ids = ids;
    }

    Future<ProbeEnd> open(LowerDomain lower, DeviceId channel, ProbeTerms terms) {
        Optional<ProbeEnd> obstacle = obstacle(lower, channel, terms);
        return obstacle.map(Future::succeededFuture)
                .orElseGet(() -> context.media()
                        .portUsage()
                        .transform(usage -> usage.succeeded() && hasPorts(lower, terms, usage.result())
                                ? obstacle(lower, channel, terms)
                                        .map(Future::succeededFuture)
                                        .orElseGet(() -> openNow(lower, channel))
                                : Future.succeededFuture(ProbeEnd.BUSY)));
    }

    private Optional<ProbeEnd> obstacle(LowerDomain lower, DeviceId channel, ProbeTerms terms) {
        if (!context.admission().gate().isOpen()) {
            return Optional.of(ProbeEnd.CLOSED);
        }
        if (!lower.isOnline()) {
            return Optional.of(ProbeEnd.OFFLINE);
        }
        Optional<Stream> open = streams.shared(key(lower, channel));
        if (open.isPresent()) {
            return Optional.of(open.get().opening().hasPicture() ? ProbeEnd.WATCHED : ProbeEnd.IN_USE);
        }
        return context.admission().leavesRoom(lower, terms) ? Optional.empty() : Optional.of(ProbeEnd.BUSY);
    }

    private static boolean hasPorts(LowerDomain lower, ProbeTerms terms, List<PortUsage> usage) {
        return usage.stream()
                .filter(network -> network.network().equals(lower.config().network()))
                .filter(network -> network.shared().isEmpty())
                .allMatch(network -> terms.leaveRoom(
                        Math.ceilDiv(network.used() + network.quarantined(), PORTS_A_LEG),
                        (network.used() + network.quarantined() + network.free()) / PORTS_A_LEG));
    }

    private Future<ProbeEnd> openNow(LowerDomain lower, DeviceId channel) {
        return context.ssrcs()
                .own(lower.config(), LivePlay.SESSION)
                .map(ssrc -> {
                    var wanted = OwnOffer.of(channel, ssrc.ssrc());
                    var stream = new Stream(
                            context,
                            ids.get(),
                            key(lower, channel),
                            LivePlay.SESSION,
                            SourceTerms.of(lower, channel.value(), ssrc.ssrc(), wanted),
                            ssrc,
                            context.hops().own(lower.config()),
                            context.clock().instant(),
                            streams);
                    streams.add(stream);
                    return stream.openForProbe();
                })
                .orElseGet(() -> Future.succeededFuture(ProbeEnd.BUSY));
    }

    private static StreamKey key(LowerDomain lower, DeviceId channel) {
        return new StreamKey(lower.name(), channel.value(), 0);
    }
}
