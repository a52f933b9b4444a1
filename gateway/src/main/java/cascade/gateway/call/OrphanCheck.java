package cascade.gateway.call;

import cascade.gateway.call.keep.CallKeeper;
import cascade.gateway.call.leg.LowerLeg;
import cascade.gateway.call.leg.UpperLeg;
import cascade.gateway.call.record.OrphanWatch;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.MediaPlane;
import cascade.gateway.media.MediaStream;
import cascade.gateway.media.PortUsage;
import cascade.gateway.media.StreamStats;
import cascade.gateway.media.ViewerStats;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * Comparison of dialogs, media legs, ports and kept records with the calls that own them. A record that nobody owns is removed:
 * the next process would take it for a call. Control loop only.
 */
public final class OrphanCheck {

    /** Dialogs, legs, ports and records without an owner; each must be 0. */
    public record Orphans(long dialogs, long legs, long ports, long records) {}

    private final CallContext context;
    private final StreamTable streams;
    private final Supplier<List<MediaStream>> voices;
    private final OrphanWatch watch = new OrphanWatch();

    /** @param voices the media streams of broadcasts */
    OrphanCheck(CallContext context, StreamTable streams, Supplier<List<MediaStream>> voices) {
        this.context = context;
        this.streams = streams;
        this.voices = voices;
    }

    Future<Orphans> run() {
        MediaPlane media = context.media();
        return media.portUsage()
                .compose(before ->
                        media.streams().compose(legs -> media.portUsage().map(after -> compare(before, legs, after))));
    }

    private Orphans compare(List<PortUsage> before, List<StreamStats> legs, List<PortUsage> after) {
        Set<Long> open = legs.stream().map(StreamStats::id).collect(Collectors.toSet());
        Set<Long> owned = Stream.concat(
                        streams.all().stream().flatMap(stream -> stream.media().stream()), voices.get().stream())
                .map(MediaStream::id)
                .collect(Collectors.toSet());
        return new Orphans(
                strayDialogs(),
                watch.legs(open, owned),
                watch.ports(usedByOneLeg(before), portsOf(legs, shared(after)), usedByOneLeg(after)),
                strayRecords());
    }

    private long strayRecords() {
        Set<String> stray = watch.records(context.keeper().keys(), ownedRecords());
        stray.forEach(context.keeper()::remove);
        return stray.size();
    }

    private Set<String> ownedRecords() {
        return Stream.of(
                        context.upperDialogs().owners().stream()
                                .map(UpperLeg::key)
                                .map(CallKeeper::keyOfDialog),
                        context.lowerDialogs().owners().stream()
                                .flatMap(leg -> leg.key().stream())
                                .map(CallKeeper::keyOfDialog),
                        streams.all().stream().map(stream -> CallKeeper.keyOfStream(stream.id())),
                        streams.viewers().stream().map(viewer -> CallKeeper.keyOfViewer(viewer.id())))
                .flatMap(Function.identity())
                .collect(Collectors.toSet());
    }

    private static long usedByOneLeg(List<PortUsage> networks) {
        return networks.stream()
                .filter(network -> network.shared().isEmpty())
                .mapToLong(PortUsage::used)
                .sum();
    }

    private static Set<LegAddress> shared(List<PortUsage> networks) {
        return networks.stream().flatMap(network -> network.shared().stream()).collect(Collectors.toSet());
    }

    /** Those that no other leg has as well. */
    private static long portsOf(List<StreamStats> legs, Set<LegAddress> shared) {
        return 2
                * legs.stream()
                        .flatMap(leg -> Stream.concat(
                                Stream.of(leg.source().local()),
                                leg.viewers().stream().map(ViewerStats::local)))
                        .filter(address -> !shared.contains(address))
                        .count();
    }

    private long strayDialogs() {
        return context.upperDialogs().owners().stream()
                        .filter(UpperLeg::isEnded)
                        .count()
                + context.lowerDialogs().owners().stream()
                        .filter(LowerLeg::isEnded)
                        .count();
    }
}
