package cascade.gateway.assembly;

import cascade.config.GatewayConfig;
import cascade.gateway.assessment.AssessedLowers;
import cascade.gateway.assessment.Assessments;
import cascade.gateway.assessment.RecordSource;
import cascade.gateway.assessment.RecordedSpan;
import cascade.gateway.call.Calls;
import cascade.gateway.call.probe.ChannelProbe;
import cascade.gateway.call.probe.ProbeEnd;
import cascade.gateway.catalog.Catalogs;
import cascade.gateway.catalog.tree.ChannelRef;
import cascade.gateway.catalog.tree.ChannelState;
import cascade.gateway.command.Commands;
import cascade.gateway.domain.DomainListener;
import cascade.gateway.domain.Domains;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.status.OfflineReason;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import cascade.gateway.time.Timers;
import cascade.monitoring.AssessmentMeters;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.List;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.DoubleSupplier;
import java.util.function.Supplier;

/** Lower domains, their catalogs and calls as the assessment sees them, and the assessment joined to them. Control loop only. */
public final class AssessedPlatforms implements AssessedLowers {

    private static final int CAMERA = 131;
    private static final int NETWORK_CAMERA = 132;

    private final Domains domains;
    private final Catalogs catalogs;

    private AssessedPlatforms(Domains domains, Catalogs catalogs) {
        this.domains = domains;
        this.catalogs = catalogs;
    }

    /**
     * Begins to assess.
     *
     * @param settings the configuration in force
     * @param admittedShare of new calls that overload control admits; below 1 nothing is opened or asked for
     */
    public static Assessments assess(
            Supplier<GatewayConfig> settings,
            Timers timers,
            Domains domains,
            Catalogs catalogs,
            Calls calls,
            Commands commands,
            DoubleSupplier admittedShare,
            AssessmentMeters meters) {
        var assessments = new Assessments(
                () -> settings.get().assessment(),
                timers,
                InstantSource.system(),
                new AssessedPlatforms(domains, catalogs),
                probe(domains, calls),
                records(domains, commands),
                () -> admittedShare.getAsDouble() < 1,
                () -> ThreadLocalRandom.current().nextInt(),
                meters);
        calls.addOpeningListener(assessments::onOpening);
        domains.addLowerListener(presence(assessments));
        assessments.restart();
        return assessments;
    }

    private static ChannelProbe probe(Domains domains, Calls calls) {
        return (lower, channel, terms) -> domains.lower(lower)
                .map(found -> calls.probe(found, channel, terms))
                .orElseGet(() -> Future.succeededFuture(ProbeEnd.OFFLINE));
    }

    private static RecordSource records(Domains domains, Commands commands) {
        return (lower, channel, from, to) -> domains.lower(lower)
                .map(found -> commands.recordings(found, channel, from, to)
                        .map(files -> files.stream()
                                .map(file -> new RecordedSpan(file.from(), file.to()))
                                .toList()))
                .orElseGet(() -> Future.failedFuture(lower + " is no longer configured"));
    }

    private static DomainListener<LowerDomain> presence(Assessments assessments) {
        return new DomainListener<>() {
            @Override
            public void onOnline(LowerDomain lower) {
                assessments.onPresence(lower.name());
            }

            @Override
            public void onOffline(LowerDomain lower, OfflineReason reason) {
                assessments.onPresence(lower.name());
            }

            @Override
            public void onRemoved(LowerDomain lower) {
                assessments.forget(lower.name());
            }
        };
    }

    @Override
    public List<String> names() {
        return domains.lowers().stream().map(LowerDomain::name).toList();
    }

    @Override
    public boolean isConfigured(String lower) {
        return domains.lower(lower).isPresent();
    }

    @Override
    public boolean isOnline(String lower) {
        return domains.lower(lower).filter(LowerDomain::isOnline).isPresent();
    }

    @Override
    public int devices(String lower) {
        return catalogs.tree().devicesOn(lower) + catalogs.tree().devicesOff(lower);
    }

    @Override
    public int devicesOn(String lower) {
        return catalogs.tree().devicesOn(lower);
    }

    @Override
    public int nodes(String lower) {
        return catalogs.tree().size(lower);
    }

    @Override
    public List<DeviceId> ids(String lower) {
        return catalogs.tree().ids(lower);
    }

    @Override
    public boolean isPlayable(String lower, DeviceId channel) {
        // an id of another form may well be a camera's
        int type = channel.typeCode().orElse(CAMERA);
        return channel.nodeKind() == NodeKind.DEVICE
                && (type == CAMERA || type == NETWORK_CAMERA)
                && catalogs.tree()
                        .find(new ChannelRef(lower, channel))
                        .filter(node -> node.state() == ChannelState.ON)
                        .isPresent();
    }
}
