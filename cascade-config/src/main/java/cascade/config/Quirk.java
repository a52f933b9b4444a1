package cascade.config;

import cascade.config.quirk.CatalogOrder;
import cascade.config.quirk.DateForm;
import cascade.config.quirk.Digest;
import cascade.config.quirk.EventForm;
import cascade.config.quirk.InitialNotify;
import cascade.config.quirk.RequestUriForm;
import cascade.config.quirk.SdpOrigin;
import cascade.config.quirk.SsrcPolicy;
import cascade.config.quirk.StreamAttribute;
import cascade.config.quirk.SubjectSequence;
import cascade.config.quirk.TcpFraming;
import cascade.config.quirk.UnregisteredKeepalive;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Field of a vendor {@link Profile}: one manner in which products differ, by its key in {@code quirks}, with the sides of
 * a cascade on which it changes anything, and the form of its values. All that reads, compares, describes or tests profiles
 * goes through {@link #all()}, so that a field is added in one line here and one accessor there.
 *
 * @param <T> its values
 */
public final class Quirk<T> {

    private static final List<Quirk<?>> ALL = new ArrayList<>();

    /** Form in which our catalog SUBSCRIBE names its event. */
    public static final Quirk<EventForm> EVENT_FORM =
            add("event-form", EnumSet.of(Role.LOWER), new Form.Choice<>("an event form", EventForm.class));

    /** SSRC that the answer to an upper's INVITE carries. */
    public static final Quirk<SsrcPolicy> SSRC_POLICY =
            add("ssrc-policy", EnumSet.of(Role.UPPER), new Form.Choice<>("an SSRC policy", SsrcPolicy.class));

    /** Whether an INVITE is answered 100 at once. */
    public static final Quirk<Boolean> SEND_TRYING = add("send-trying", EnumSet.of(Role.UPPER), new Form.Toggle());

    /** SDP line that names main or sub stream. */
    public static final Quirk<StreamAttribute> STREAM_ATTRIBUTE = add(
            "stream-attribute",
            EnumSet.allOf(Role.class),
            new Form.Choice<>("a stream attribute", StreamAttribute.class));

    /** Sequence part of the Subject of our INVITE. */
    public static final Quirk<SubjectSequence> SUBJECT_SEQUENCE = add(
            "subject-sequence", EnumSet.of(Role.LOWER), new Form.Choice<>("a Subject sequence", SubjectSequence.class));

    /** Id in the {@code o=} line of our SDP. */
    public static final Quirk<SdpOrigin> SDP_ORIGIN =
            add("sdp-origin", EnumSet.allOf(Role.class), new Form.Choice<>("an SDP origin", SdpOrigin.class));

    /** Host part of the Request-URI where the domain has a sip-domain. */
    public static final Quirk<RequestUriForm> REQUEST_URI_FORM = add(
            "request-uri-form",
            EnumSet.allOf(Role.class),
            new Form.Choice<>("a Request-URI form", RequestUriForm.class));

    /** Whether requests in a dialog go to the address in the peer's Contact, else to its known one. */
    public static final Quirk<Boolean> FOLLOW_CONTACT =
            add("follow-contact", EnumSet.allOf(Role.class), new Form.Toggle());

    /** Whether our 401 offers {@code qop="auth"}. */
    public static final Quirk<Boolean> CHALLENGE_QOP = add("challenge-qop", EnumSet.of(Role.LOWER), new Form.Toggle());

    /** Digest algorithms that our 401 offers, the preferred one first (RFC 8760). */
    public static final Quirk<List<Digest>> CHALLENGE_DIGEST =
            add("challenge-digest", EnumSet.of(Role.LOWER), new Form.Choices<>("a digest algorithm", Digest.class));

    /** Digest algorithms in which we answer an upper's challenge. */
    public static final Quirk<List<Digest>> ANSWER_DIGEST =
            add("answer-digest", EnumSet.of(Role.UPPER), new Form.Choices<>("a digest algorithm", Digest.class));

    /** Form of the Date of our 200 to REGISTER. */
    public static final Quirk<DateForm> DATE_FORM =
            add("date-form", EnumSet.of(Role.LOWER), new Form.Choice<>("a date form", DateForm.class));

    /** Items of the first NOTIFY of a catalog subscription. */
    public static final Quirk<InitialNotify> INITIAL_NOTIFY =
            add("initial-notify", EnumSet.of(Role.UPPER), new Form.Choice<>("an initial NOTIFY", InitialNotify.class));

    /** Whether parts of catalog answers and NOTIFYs may be on their way side by side. */
    public static final Quirk<CatalogOrder> CATALOG_ORDER = add(
            "catalog-order",
            EnumSet.of(Role.UPPER),
            new Form.Choice<>("an order of catalog messages", CatalogOrder.class));

    /** Whether a catalog NOTIFY without our subscription is used, else 481. */
    public static final Quirk<Boolean> ACCEPT_UNSOLICITED_NOTIFY =
            add("accept-unsolicited-notify", EnumSet.of(Role.LOWER), new Form.Toggle());

    /** Whether characters that GB2312 lacks go out as GB18030 bytes under the label GB2312, else as ?. */
    public static final Quirk<Boolean> GB18030_BYTES =
            add("gb18030-bytes", EnumSet.allOf(Role.class), new Form.Toggle());

    /** Framing of RTP that we send to this peer over TCP. */
    public static final Quirk<TcpFraming> TCP_FRAMING =
            add("tcp-framing", EnumSet.allOf(Role.class), new Form.Choice<>("a framing", TcpFraming.class));

    /** Whether the lower is asked for a key frame when a viewer joins a running stream. */
    public static final Quirk<Boolean> KEY_FRAME_ON_JOIN =
            add("key-frame-on-join", EnumSet.of(Role.LOWER), new Form.Toggle());

    /** Whether RTCP is sent to and expected from this peer. */
    public static final Quirk<Boolean> RTCP = add("rtcp", EnumSet.allOf(Role.class), new Form.Toggle());

    /** Answer to a keepalive of a lower that is not registered, which is to bring it back. */
    public static final Quirk<UnregisteredKeepalive> UNREGISTERED_KEEPALIVE = add(
            "unregistered-keepalive",
            EnumSet.of(Role.LOWER),
            new Form.Choice<>("an answer to a keepalive", UnregisteredKeepalive.class));

    /** Longest period that one RecordInfo asks this lower for; zero: whatever the upper asks for. */
    public static final Quirk<Duration> RECORD_QUERY_SPAN =
            add("record-query-span", EnumSet.of(Role.LOWER), new Form.Span());

    /** Whether our INVITE names the Call-ID of the call above in X-CID, by which sngrep joins both legs. */
    public static final Quirk<Boolean> X_CID = add("x-cid", EnumSet.of(Role.LOWER), new Form.Toggle());

    /** Answer to an INVITE beyond a limit. */
    public static final Quirk<Integer> LIMIT_STATUS =
            add("limit-status", EnumSet.of(Role.UPPER), new Form.Status("a status for limits", List.of(486, 500, 503)));

    private final String key;
    private final Set<Role> sides;
    private final Form<T> form;

    private Quirk(String key, Set<Role> sides, Form<T> form) {
        this.key = key;
        this.sides = Collections.unmodifiableSet(sides);
        this.form = form;
    }

    private static <T> Quirk<T> add(String key, Set<Role> sides, Form<T> form) {
        Quirk<T> quirk = new Quirk<>(key, sides, form);
        ALL.add(quirk);
        return quirk;
    }

    /** Every field, in the order of {@code reference.conf}. */
    public static List<Quirk<?>> all() {
        return Collections.unmodifiableList(ALL);
    }

    /** Key in {@code defaults.quirks}, in a profile and in the {@code quirks} of a domain. */
    public String key() {
        return key;
    }

    /** Roles of a peer to which it makes a difference; for others the field has no effect. */
    public Set<Role> sides() {
        return sides;
    }

    public Form<T> form() {
        return form;
    }

    @Override
    public String toString() {
        return key;
    }

    /**
     * Form of the values of a field.
     *
     * @param <T> the values
     */
    public sealed interface Form<T> {

        /** True or false. */
        record Toggle() implements Form<Boolean> {}

        /** A duration, or 0. */
        record Span() implements Form<Duration> {}

        /** One of some SIP status codes. */
        record Status(String noun, List<Integer> codes) implements Form<Integer> {}

        /** One constant of an enumeration, written in lower case with dashes. */
        record Choice<E extends Enum<E>>(String noun, Class<E> type) implements Form<E> {}

        /** Some constants of an enumeration, at least one, in an order that counts. */
        record Choices<E extends Enum<E>>(String noun, Class<E> type) implements Form<List<E>> {}
    }
}
