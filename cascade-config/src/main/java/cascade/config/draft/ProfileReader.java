package cascade.config.draft;

import cascade.config.Profile;
import cascade.config.Profile.CatalogOrder;
import cascade.config.Profile.DateForm;
import cascade.config.Profile.EventForm;
import cascade.config.Profile.InitialNotify;
import cascade.config.Profile.RequestUriForm;
import cascade.config.Profile.SdpOrigin;
import cascade.config.Profile.SsrcPolicy;
import cascade.config.Profile.StreamAttribute;
import cascade.config.Profile.SubjectSequence;
import cascade.config.Profile.TcpFraming;
import cascade.config.Profile.UnregisteredKeepalive;
import cascade.config.read.Defaults;
import cascade.config.read.Field;
import cascade.config.read.Kinds;
import cascade.config.read.Section;
import java.time.Duration;
import java.util.function.Supplier;

/** Reader of {@code profile} and {@code quirks}: the domain's quirks over the profile's over the defaults. */
final class ProfileReader {

    private ProfileReader() {}

    static Supplier<Profile> read(Section domain, Defaults defaults) {
        Field<String> name = domain.read("profile", Kinds.profile(defaults.profiles()));
        Section quirks = domain.section("quirks", defaults.quirks(name.found().orElse(Defaults.STANDARD)));
        return read(name, quirks);
    }

    private static Supplier<Profile> read(Field<String> name, Section quirks) {
        Field<EventForm> eventForm = quirks.read("event-form", Kinds.choice("an event form", EventForm.class));
        Field<SsrcPolicy> ssrcPolicy = quirks.read("ssrc-policy", Kinds.choice("an SSRC policy", SsrcPolicy.class));
        Field<Boolean> sendTrying = quirks.read("send-trying", Kinds.SWITCH);
        Field<StreamAttribute> streamAttribute =
                quirks.read("stream-attribute", Kinds.choice("a stream attribute", StreamAttribute.class));
        Field<SubjectSequence> subjectSequence =
                quirks.read("subject-sequence", Kinds.choice("a Subject sequence", SubjectSequence.class));
        Field<SdpOrigin> sdpOrigin = quirks.read("sdp-origin", Kinds.choice("an SDP origin", SdpOrigin.class));
        Field<RequestUriForm> requestUriForm =
                quirks.read("request-uri-form", Kinds.choice("a Request-URI form", RequestUriForm.class));
        Field<Boolean> followContact = quirks.read("follow-contact", Kinds.SWITCH);
        Field<Boolean> challengeQop = quirks.read("challenge-qop", Kinds.SWITCH);
        Field<DateForm> dateForm = quirks.read("date-form", Kinds.choice("a date form", DateForm.class));
        Field<InitialNotify> initialNotify =
                quirks.read("initial-notify", Kinds.choice("an initial NOTIFY", InitialNotify.class));
        Field<CatalogOrder> catalogOrder =
                quirks.read("catalog-order", Kinds.choice("an order of catalog messages", CatalogOrder.class));
        Field<Boolean> acceptUnsolicitedNotify = quirks.read("accept-unsolicited-notify", Kinds.SWITCH);
        Field<Boolean> gb18030Bytes = quirks.read("gb18030-bytes", Kinds.SWITCH);
        Field<TcpFraming> tcpFraming = quirks.read("tcp-framing", Kinds.choice("a framing", TcpFraming.class));
        Field<Boolean> keyFrameOnJoin = quirks.read("key-frame-on-join", Kinds.SWITCH);
        Field<Boolean> rtcp = quirks.read("rtcp", Kinds.SWITCH);
        Field<UnregisteredKeepalive> unregisteredKeepalive = quirks.read(
                "unregistered-keepalive", Kinds.choice("an answer to a keepalive", UnregisteredKeepalive.class));
        Field<Duration> recordQuerySpan = quirks.read("record-query-span", Kinds.DURATION_OR_ZERO);
        Field<Boolean> xCid = quirks.read("x-cid", Kinds.SWITCH);
        Field<Integer> limitStatus = quirks.read("limit-status", Kinds.LIMIT_STATUS);
        quirks.finish();
        return () -> new Profile(
                name.get(),
                eventForm.get(),
                ssrcPolicy.get(),
                sendTrying.get(),
                streamAttribute.get(),
                subjectSequence.get(),
                sdpOrigin.get(),
                requestUriForm.get(),
                followContact.get(),
                challengeQop.get(),
                dateForm.get(),
                initialNotify.get(),
                catalogOrder.get(),
                acceptUnsolicitedNotify.get(),
                gb18030Bytes.get(),
                tcpFraming.get(),
                keyFrameOnJoin.get(),
                rtcp.get(),
                unregisteredKeepalive.get(),
                recordQuerySpan.get(),
                xCid.get(),
                limitStatus.get());
    }
}
