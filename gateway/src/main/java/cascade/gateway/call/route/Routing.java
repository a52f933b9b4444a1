package cascade.gateway.call.route;

import cascade.config.UpperDomainConfig;
import cascade.gateway.call.session.CallRejection;
import cascade.gateway.domain.UpperDomain;
import cascade.gateway.domain.hop.Hops;
import cascade.gateway.domain.hop.Onward;
import cascade.gateway.domain.hop.PreferredPath;
import cascade.gateway.domain.hop.PreferredPath.ComesBack;
import cascade.gateway.domain.hop.PreferredPath.Elsewhere;
import cascade.gateway.domain.hop.PreferredPath.Ends;
import cascade.gateway.domain.hop.PreferredPath.GoesOn;
import cascade.gateway.domain.hop.PreferredPath.Unreadable;
import cascade.gateway.domain.hop.RoutePath;
import cascade.gateway.sip.message.SipRequest;
import cascade.monitoring.CallCause;

/**
 * Route selection for an upper's INVITE (路径选择, GB/T 28181-2022 annex H): by the path that it prefers, else by the channel;
 * a loop is refused. Control loop only.
 */
public final class Routing {

    private final Hops hops;
    private final ChannelFinder channels;

    public Routing(Hops hops, ChannelFinder channels) {
        this.hops = hops;
        this.channels = channels;
    }

    /** Refuses an INVITE that was here before, or may go no further. */
    public void checkHops(SipRequest invite) throws CallRejection {
        CallRejection.throwIf(hops.refusal(invite));
    }

    /**
     * The route of a call.
     *
     * @param exportedId the channel, as the upper knows it
     * @param byChannel where the call goes if it prefers no path
     */
    public Route choose(SipRequest invite, UpperDomain upper, String exportedId, Channel byChannel)
            throws CallRejection {
        String own = upper.config().localDeviceId();
        var preferred =
                PreferredPath.read(invite.header(PreferredPath.HEADER), id -> id.equals(own) || hops.isOurs(id));
        return switch (preferred) {
            case Ends() -> route(invite, upper, byChannel);
            case GoesOn(String next, RoutePath rest) -> {
                Channel chosen = channel(upper, exportedId, byChannel, next);
                Route route = route(invite, upper, chosen);
                // one that we stand in for is named by our own id, which it takes off in its turn
                boolean isNamed = chosen.lower().config().deviceId().equals(next);
                yield new Route(chosen, route.onward().by(isNamed ? rest : rest.behind(own)));
            }
            case Elsewhere(RoutePath path) -> {
                if (refusesForeign(upper.config())) {
                    throw new CallRejection(
                            403, CallCause.NOT_PERMITTED, PreferredPath.HEADER + " " + path + " does not name " + own);
                }
                yield route(invite, upper, byChannel);
            }
            case ComesBack(RoutePath path) ->
                throw new CallRejection(
                        482, CallCause.NOT_PERMITTED, PreferredPath.HEADER + " " + path + " leads back to us");
            case Unreadable(String header) ->
                throw new CallRejection(
                        400,
                        CallCause.BAD_OFFER,
                        PreferredPath.HEADER + " " + header + " is no path of ids joined by -");
        };
    }

    private static boolean refusesForeign(UpperDomainConfig upper) {
        return switch (upper.profile().foreignPath()) {
            case ROUTE -> false;
            case REFUSE -> true;
        };
    }

    private Route route(SipRequest invite, UpperDomain upper, Channel channel) {
        Onward onward = hops.onward(invite, upper.config(), channel.lower().config());
        return new Route(channel, onward);
    }

    /** At the lower that the path names, else there is no such way. */
    private Channel channel(UpperDomain upper, String exportedId, Channel byChannel, String next) throws CallRejection {
        String usual = byChannel.lower().config().deviceId();
        if (usual.equals(next) || usual.equals(upper.config().localDeviceId())) {
            return byChannel;
        }
        return channels.findAt(upper, exportedId, next)
                .orElseThrow(() -> new CallRejection(
                        404,
                        CallCause.NOT_FOUND,
                        PreferredPath.HEADER + " goes on to " + next + ", where " + exportedId
                                + " cannot be reached from here"));
    }
}
