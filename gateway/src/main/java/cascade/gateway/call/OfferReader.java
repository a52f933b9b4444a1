package cascade.gateway.call;

import cascade.config.Permission;
import cascade.config.UpperDomainConfig;
import cascade.gateway.gb.sdp.MediaDescription;
import cascade.gateway.gb.sdp.MediaTransport;
import cascade.gateway.gb.sdp.SdpParser;
import cascade.gateway.gb.sdp.SdpSyntaxException;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.gb.sdp.SessionKind;
import cascade.gateway.sip.message.SipRequest;
import cascade.monitoring.CallCause;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Optional;

/** Reads the offer of an upper's INVITE; what cannot be served is refused in plain words. */
final class OfferReader {

    private OfferReader() {}

    static Offer read(SipRequest invite, UpperDomainConfig upper) throws RefusedException {
        Optional<String> type = invite.contentType();
        if (type.isPresent() && !type.get().equals("application/sdp")) {
            throw refused(415, "the body is " + type.get() + ", expected application/sdp");
        }
        SessionDescription session = parse(invite);
        SessionKind kind = session.kind().orElse(SessionKind.PLAY);
        if (!upper.permissions().contains(permission(kind))) {
            throw new RefusedException(new Refused(
                    403, CallCause.NOT_PERMITTED, kind.sessionName() + " is not permitted for " + upper.name()));
        }
        if (kind != SessionKind.PLAY) {
            throw refused(488, "s=" + kind.sessionName() + " is not served, only live play (s=Play)");
        }
        MediaDescription video = session.video()
                .filter(media -> media.port() != 0 && !media.payloadTypes().isEmpty())
                .orElseThrow(() -> refused(488, "the offer has no usable m=video line"));
        if (video.transport() != MediaTransport.UDP) {
            throw refused(488, video.protocol() + " is not served, only RTP/AVP over UDP");
        }
        String address = session.addressOf(video).orElseThrow(() -> refused(488, "the offer has no c= line"));
        return new Offer(session, video, new InetSocketAddress(literal(address), video.port()));
    }

    private static SessionDescription parse(SipRequest invite) throws RefusedException {
        if (!invite.hasBody()) {
            throw refused(488, "the INVITE carries no offer");
        }
        try {
            return SdpParser.parse(invite.body());
        } catch (SdpSyntaxException broken) {
            throw refused(488, "the offer cannot be read: " + broken.getMessage());
        }
    }

    private static InetAddress literal(String address) throws RefusedException {
        try {
            InetAddress literal = InetAddress.ofLiteral(address);
            if (literal.isAnyLocalAddress() || literal.isMulticastAddress()) {
                throw refused(488, "c= " + address + " is no address to send to");
            }
            return literal;
        } catch (IllegalArgumentException name) {
            throw refused(488, "c= is not an IP address; names are not resolved");
        }
    }

    private static Permission permission(SessionKind kind) {
        return switch (kind) {
            case PLAY -> Permission.LIVE;
            case PLAYBACK -> Permission.PLAYBACK;
            case DOWNLOAD -> Permission.DOWNLOAD;
            case TALK -> Permission.BROADCAST;
        };
    }

    private static RefusedException refused(int status, String text) {
        return new RefusedException(new Refused(status, CallCause.BAD_OFFER, text));
    }
}
