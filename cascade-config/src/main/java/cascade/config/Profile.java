package cascade.config;

import cascade.config.value.Require;
import java.time.Duration;

/**
 * Vendor profile: a peer's quirks as data, so that code reads these fields and never asks who made the peer. The files
 * under {@code profiles/} say why each vendor needs its values.
 *
 * @param name the profile it started from
 * @param eventForm how our SUBSCRIBE names the event
 * @param ssrcPolicy whose SSRC the answer to an upper's INVITE carries
 * @param sendTrying whether an INVITE is answered 100 at once
 * @param streamAttribute how SDP names the main or sub stream
 * @param subjectSequence the sequence part of our Subject header
 * @param sdpOrigin whose id our {@code o=} line carries
 * @param requestUriForm the host part of the Request-URI when the domain has a sip-domain
 * @param followContact whether requests in a dialog go to the address in the peer's Contact, else to its known one
 * @param challengeQop whether our 401 offers {@code qop="auth"}
 * @param dateForm how the Date of our 200 to REGISTER is written
 * @param initialNotify what the first NOTIFY of a catalog subscription carries
 * @param catalogOrder whether parts of catalog answers and NOTIFYs may be on their way to this upper side by side
 * @param acceptUnsolicitedNotify whether a catalog NOTIFY without our subscription is used, else 481
 * @param gb18030Bytes whether characters that GB2312 lacks go out as GB18030 bytes under the label GB2312, else as ?
 * @param tcpFraming how RTP that we send to this peer over TCP is framed
 * @param keyFrameOnJoin whether the lower is asked for a key frame when a viewer joins a running stream
 * @param rtcp whether RTCP is sent to and expected from this peer
 * @param unregisteredKeepalive the answer to a keepalive of a lower that is not registered, which is to bring it back
 * @param recordQuerySpan the longest period that one RecordInfo asks this lower for; zero: whatever the upper asks for
 * @param xCid whether our INVITE names the Call-ID of the call above in X-CID, by which sngrep joins both legs
 * @param limitStatus the answer to an INVITE beyond a limit: 486, 500 or 503
 */
public record Profile(
        String name,
        EventForm eventForm,
        SsrcPolicy ssrcPolicy,
        boolean sendTrying,
        StreamAttribute streamAttribute,
        SubjectSequence subjectSequence,
        SdpOrigin sdpOrigin,
        RequestUriForm requestUriForm,
        boolean followContact,
        boolean challengeQop,
        DateForm dateForm,
        InitialNotify initialNotify,
        CatalogOrder catalogOrder,
        boolean acceptUnsolicitedNotify,
        boolean gb18030Bytes,
        TcpFraming tcpFraming,
        boolean keyFrameOnJoin,
        boolean rtcp,
        UnregisteredKeepalive unregisteredKeepalive,
        Duration recordQuerySpan,
        boolean xCid,
        int limitStatus) {

    public Profile {
        Require.text("profile", name);
        Require.that(
                limitStatus == 486 || limitStatus == 500 || limitStatus == 503,
                "limit-status",
                limitStatus,
                "486, 500 or 503");
    }

    /** {@code Catalog;id=1}, {@code Catalog} or {@code presence}. */
    public enum EventForm {
        CATALOG_ID,
        CATALOG,
        PRESENCE
    }

    /** The SSRC that the upper offered (ours where it offered none or a placeholder), or always ours. */
    public enum SsrcPolicy {
        OFFERED,
        OWN
    }

    /** {@code a=streamMode:MAIN}, {@code a=streamprofile:0}, {@code a=stream:0}, {@code a=streamnumber:0}, or no line. */
    public enum StreamAttribute {
        NONE,
        STREAM_MODE,
        STREAM_PROFILE,
        STREAM,
        STREAM_NUMBER
    }

    /** Always 0, or the SSRC. */
    public enum SubjectSequence {
        ZERO,
        SSRC
    }

    /** The channel's id, or our own platform id; in offers and answers alike. */
    public enum SdpOrigin {
        CHANNEL,
        PLATFORM
    }

    /** The sip-domain as in From and To, or the peer's address and port. */
    public enum RequestUriForm {
        DOMAIN,
        ADDRESS
    }

    /** {@code 2019-12-25T16:45:44.000} or {@code 2019-12-25T16:45:44}. */
    public enum DateForm {
        MILLIS,
        SECONDS
    }

    /**
     * Two bytes of length (<a href="https://datatracker.ietf.org/doc/html/rfc4571">RFC 4571</a>), or {@code $}, a
     * channel and two bytes of length (<a href="https://datatracker.ietf.org/doc/html/rfc2326#section-10.12">RFC 2326
     * section 10.12</a>).
     */
    public enum TcpFraming {
        RFC4571,
        INTERLEAVED
    }

    /**
     * 403 or 404, after which it registers; 401, whose credentials register it; or its registration by the keepalive
     * itself. The last two by the {@code auth} of the domain: nobody gets in without its password, and without one there is
     * nothing to ask for. Where that leaves nothing, 403.
     */
    public enum UnregisteredKeepalive {
        FORBIDDEN,
        NOT_FOUND,
        CHALLENGE,
        REGISTER
    }

    /** As many as the window lets, which a loss puts out of order, or each after the answer to the one before. */
    public enum CatalogOrder {
        WINDOWED,
        SERIAL
    }

    /** No NOTIFY, only items that are not on, or every item. */
    public enum InitialNotify {
        NONE,
        ABNORMAL,
        ALL
    }
}
