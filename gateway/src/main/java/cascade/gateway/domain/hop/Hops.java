package cascade.gateway.domain.hop;

import cascade.config.DomainConfig;
import cascade.config.GatewayConfig;
import cascade.gateway.sip.message.SipRequest;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import java.util.stream.Stream;

/**
 * Hops of requests that we carry from one domain to the next: Max-Forwards is counted down (<a
 * href="https://datatracker.ietf.org/doc/html/rfc3261#section-16.6">RFC 3261 section 16.6</a>), and one that has been here
 * before is refused as a loop, be it known again by our own header or, beyond gateways that drop that, by the standard's
 * (GB/T 28181-2022 annex H, 8.3). Control loop only.
 */
public final class Hops {

    private static final int TOO_MANY = 483;
    private static final int LOOP = 482;

    private final Supplier<GatewayConfig> settings;
    private final String instance;

    /**
     * @param settings the configuration in force
     * @param instance a token of this process that no other gateway has
     */
    public Hops(Supplier<GatewayConfig> settings, String instance) {
        this.settings = settings;
        this.instance = instance;
    }

    /** Why a request must not be carried on, if it must not. */
    public Optional<HopRefusal> refusal(SipRequest received) {
        VisitedGateways visited = visited(received);
        if (visited.has(instance)) {
            return Optional.of(new HopRefusal(LOOP, "the request has been here before, it came by " + visited));
        }
        Optional<UserIdentity> identity = identity(received);
        if (identity.stream().flatMap(user -> user.gateways().stream()).anyMatch(this::isOurs)) {
            return Optional.of(
                    new HopRefusal(LOOP, "the request has been here before, its " + UserIdentity.HEADER + " names us"));
        }
        if (received.maxForwards() == 0) {
            return Optional.of(new HopRefusal(TOO_MANY, "Max-Forwards is 0, the next platform is one hop too far"));
        }
        if (visited.size() >= SipRequest.MAX_FORWARDS) {
            return Optional.of(new HopRefusal(TOO_MANY, "the request came by " + visited.size() + " gateways"));
        }
        return Optional.empty();
    }

    /**
     * What a request takes along to the next domain.
     *
     * @param asker whose request it is
     */
    public Onward onward(SipRequest received, DomainConfig asker, DomainConfig next) {
        return new Onward(
                Optional.of(received.maxForwards() - 1),
                Optional.of(
                        visited(received).and(next.localDeviceId(), instance).toString()),
                userFor(received, asker, next).map(UserIdentity::toString),
                Optional.empty());
    }

    private static Optional<UserIdentity> userFor(SipRequest received, DomainConfig asker, DomainConfig next) {
        return switch (next.profile().userIdentity()) {
            case CARRIED -> identity(received).map(user -> user.by(next.localDeviceId()));
            case ENDED -> Optional.empty();
            case RENEWED -> UserIdentity.parse(next.localDeviceId() + "-" + asker.deviceId());
        };
    }

    /** What a request takes along that begins with us: it is known again where it comes back. */
    public Onward own(DomainConfig next) {
        return new Onward(
                Optional.empty(),
                Optional.of(new VisitedGateways(List.of())
                        .and(next.localDeviceId(), instance)
                        .toString()),
                Optional.empty(),
                Optional.empty());
    }

    /** Whether a path that a call has taken leads by us, who are above it. */
    public boolean isLoop(RoutePath below) {
        return below.ids().stream().anyMatch(this::isOurs);
    }

    /**
     * Whether that id is ours alone: one that a platform has which we speak with may mean that one, since a gateway may stand
     * in for a platform under its id.
     */
    public boolean isOurs(String id) {
        GatewayConfig config = settings.get();
        boolean known =
                id.equals(config.deviceId()) || domains(config).anyMatch(domain -> id.equals(domain.localDeviceId()));
        return known && domains(config).noneMatch(domain -> id.equals(domain.deviceId()));
    }

    private static Stream<DomainConfig> domains(GatewayConfig config) {
        return Stream.concat(config.uppers().values().stream(), config.lowers().values().stream());
    }

    private static VisitedGateways visited(SipRequest received) {
        return VisitedGateways.parse(received.headers().all(VisitedGateways.HEADER));
    }

    private static Optional<UserIdentity> identity(SipRequest received) {
        return received.header(UserIdentity.HEADER).flatMap(UserIdentity::parse);
    }
}
