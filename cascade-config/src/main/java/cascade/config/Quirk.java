package cascade.config;

import cascade.config.quirk.AlarmBy;
import cascade.config.quirk.CatalogOrder;
import cascade.config.quirk.CommandTarget;
import cascade.config.quirk.DateForm;
import cascade.config.quirk.Digest;
import cascade.config.quirk.EventForm;
import cascade.config.quirk.ForeignPath;
import cascade.config.quirk.Form;
import cascade.config.quirk.InitialNotify;
import cascade.config.quirk.KeyFrameName;
import cascade.config.quirk.MansrtspVersion;
import cascade.config.quirk.NoteAlgorithm;
import cascade.config.quirk.NoteForm;
import cascade.config.quirk.NoteInput;
import cascade.config.quirk.NoteUse;
import cascade.config.quirk.NotifyRoot;
import cascade.config.quirk.OfferFormats;
import cascade.config.quirk.PresetQueryName;
import cascade.config.quirk.RequestUriForm;
import cascade.config.quirk.RootParent;
import cascade.config.quirk.SdpOrigin;
import cascade.config.quirk.SsrcPolicy;
import cascade.config.quirk.StreamAttribute;
import cascade.config.quirk.SubjectSequence;
import cascade.config.quirk.TcpFraming;
import cascade.config.quirk.UnregisteredKeepalive;
import cascade.config.quirk.UserIdentity;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Set;

/**
 * Field of a vendor {@link Profile}: one manner in which products differ, by its key in {@code quirks}, with the sides of
 * a cascade on which it changes anything, the form of its values, and what it is about. All that reads, compares, describes
 * or tests profiles goes through {@link #all()}, so that a field is added in one line here and one accessor there.
 *
 * @param <T> its values
 */
public final class Quirk<T> {

    private static final List<Quirk<?>> ALL = new ArrayList<>();
    private static final Set<Role> UPPER = Set.of(Role.UPPER);
    private static final Set<Role> LOWER = Set.of(Role.LOWER);
    private static final Set<Role> BOTH = Set.of(Role.UPPER, Role.LOWER);

    public static final Quirk<EventForm> EVENT_FORM = choice(
            "event-form",
            LOWER,
            "an event form",
            EventForm.class,
            "Form in which our catalog SUBSCRIBE names its event.");

    public static final Quirk<SsrcPolicy> SSRC_POLICY = choice(
            "ssrc-policy", UPPER, "an SSRC policy", SsrcPolicy.class, "SSRC that our answer to its INVITE carries.");

    public static final Quirk<Boolean> SEND_TRYING = toggle("send-trying", UPPER, "100 Trying to its INVITE at once.");

    public static final Quirk<StreamAttribute> STREAM_ATTRIBUTE = choice(
            "stream-attribute",
            LOWER,
            "a stream attribute",
            StreamAttribute.class,
            "SDP line that names main or sub stream in our offer.");

    public static final Quirk<SubjectSequence> SUBJECT_SEQUENCE = choice(
            "subject-sequence",
            LOWER,
            "a Subject sequence",
            SubjectSequence.class,
            "Sequence part of the Subject of our INVITE for live play.");

    public static final Quirk<SdpOrigin> SDP_ORIGIN =
            choice("sdp-origin", BOTH, "an SDP origin", SdpOrigin.class, "Id in the o= line of our SDP.");

    public static final Quirk<OfferFormats> OFFER_FORMATS = choice(
            "offer-formats", LOWER, "a set of formats", OfferFormats.class, "Video formats that our INVITE offers.");

    public static final Quirk<RequestUriForm> REQUEST_URI_FORM = choice(
            "request-uri-form",
            BOTH,
            "a Request-URI form",
            RequestUriForm.class,
            "Host part of the Request-URI where the domain has a sip-domain.");

    public static final Quirk<CommandTarget> COMMAND_TARGET = choice(
            "command-target",
            LOWER,
            "a target of commands",
            CommandTarget.class,
            "Addressee of a relayed command, in Request-URI and To.");

    public static final Quirk<Boolean> FOLLOW_CONTACT = toggle(
            "follow-contact",
            BOTH,
            "Requests in a dialog to the address in the peer's Contact, else to the one that it is known by.");

    public static final Quirk<Boolean> CHALLENGE_QOP = toggle("challenge-qop", LOWER, "qop=\"auth\" in our 401.");

    public static final Quirk<List<Digest>> CHALLENGE_DIGEST = add(
            "challenge-digest",
            LOWER,
            new Form.Choices<>("a digest algorithm", Digest.class),
            "Digest algorithms that our 401 offers, the preferred one first (RFC 8760).");

    public static final Quirk<List<Digest>> ANSWER_DIGEST = add(
            "answer-digest",
            UPPER,
            new Form.Choices<>("a digest algorithm", Digest.class),
            "Digest algorithms in which we answer its challenge.");

    public static final Quirk<DateForm> DATE_FORM =
            choice("date-form", LOWER, "a date form", DateForm.class, "Form of the Date of our 200 to REGISTER.");

    public static final Quirk<InitialNotify> INITIAL_NOTIFY = choice(
            "initial-notify",
            UPPER,
            "an initial NOTIFY",
            InitialNotify.class,
            "Items of the first NOTIFY of a catalog subscription.");

    public static final Quirk<NotifyRoot> NOTIFY_ROOT =
            choice("notify-root", UPPER, "a root element", NotifyRoot.class, "Root element of our catalog NOTIFY.");

    public static final Quirk<Boolean> SUBSCRIBE_RESULT =
            toggle("subscribe-result", UPPER, "Response with Result OK in our 200 to SUBSCRIBE, else no body.");

    public static final Quirk<CatalogOrder> CATALOG_ORDER = choice(
            "catalog-order",
            UPPER,
            "an order of catalog messages",
            CatalogOrder.class,
            "Parts of catalog answers and NOTIFYs on their way side by side.");

    public static final Quirk<Duration> SERIAL_DELAY = add(
            "serial-delay",
            UPPER,
            new Form.Span(),
            "Wait between two messages of an answer in parts that are sent one after the other.");

    public static final Quirk<RootParent> ROOT_PARENT = choice(
            "root-parent",
            UPPER,
            "a parent of the root",
            RootParent.class,
            "ParentID of our own item at the root of its catalog.");

    public static final Quirk<AlarmBy> ALARM_BY =
            choice("alarm-by", UPPER, "a method for alarms", AlarmBy.class, "Method by which it is told of an alarm.");

    public static final Quirk<Boolean> ACCEPT_UNSOLICITED_NOTIFY =
            toggle("accept-unsolicited-notify", LOWER, "Use of a catalog NOTIFY without our subscription, else 481.");

    public static final Quirk<Boolean> GB18030_BYTES = toggle(
            "gb18030-bytes", BOTH, "GB18030 bytes for characters that GB2312 lacks under the label GB2312, else ?.");

    public static final Quirk<TcpFraming> TCP_FRAMING =
            choice("tcp-framing", BOTH, "a framing", TcpFraming.class, "Framing of RTP that we send over TCP.");

    public static final Quirk<Boolean> KEY_FRAME_ON_JOIN =
            toggle("key-frame-on-join", LOWER, "Request of a key frame when a viewer joins a running stream.");

    public static final Quirk<KeyFrameName> KEY_FRAME_NAME = choice(
            "key-frame-name",
            LOWER,
            "a name of the key-frame request",
            KeyFrameName.class,
            "Element by which it is asked for a key frame.");

    public static final Quirk<PresetQueryName> PRESET_QUERY_NAME = choice(
            "preset-query-name",
            LOWER,
            "a name of the preset query",
            PresetQueryName.class,
            "CmdType by which it is asked for its presets.");

    public static final Quirk<MansrtspVersion> MANSRTSP_VERSION = choice(
            "mansrtsp-version",
            BOTH,
            "a MANSRTSP version",
            MansrtspVersion.class,
            "Version in the first line of MANSRTSP bodies that we send.");

    public static final Quirk<Boolean> RTCP = toggle("rtcp", BOTH, "RTCP sent to this peer and expected from it.");

    public static final Quirk<UnregisteredKeepalive> UNREGISTERED_KEEPALIVE = choice(
            "unregistered-keepalive",
            LOWER,
            "an answer to a keepalive",
            UnregisteredKeepalive.class,
            "Answer to a keepalive of a lower that is not registered, which is to bring it back.");

    public static final Quirk<Duration> RECORD_QUERY_SPAN = add(
            "record-query-span",
            LOWER,
            new Form.Span(),
            "Longest period that one RecordInfo asks for; 0: what the upper asks for.");

    public static final Quirk<Boolean> X_CID = toggle(
            "x-cid", LOWER, "Call-ID of the call above in X-CID of our INVITE, by which sngrep joins both legs.");

    public static final Quirk<Integer> LIMIT_STATUS = add(
            "limit-status",
            UPPER,
            new Form.Status("a status for limits", List.of(486, 500, 503)),
            "Answer to an INVITE beyond a limit.");

    public static final Quirk<ForeignPath> FOREIGN_PATH = choice(
            "foreign-path",
            UPPER,
            "a way of a foreign path",
            ForeignPath.class,
            "Way of an INVITE whose X-PreferredPath does not name us.");

    public static final Quirk<UserIdentity> USER_IDENTITY = choice(
            "user-identity",
            BOTH,
            "a manner of user identities",
            UserIdentity.class,
            "Monitor-User-Identity of what we carry on from another domain.");

    public static final Quirk<NoteUse> NOTE = choice(
            "note",
            BOTH,
            "a use of Note",
            NoteUse.class,
            "Digest of each message in a Note, by the secret in its note.");

    public static final Quirk<NoteAlgorithm> NOTE_ALGORITHM = choice(
            "note-algorithm", BOTH, "an algorithm of Note", NoteAlgorithm.class, "Hash of the Notes that we make.");

    public static final Quirk<NoteInput> NOTE_INPUT = choice(
            "note-input",
            BOTH,
            "an input of Note",
            NoteInput.class,
            "From and To as they go into the Notes that we make.");

    public static final Quirk<NoteForm> NOTE_FORM =
            choice("note-form", BOTH, "a form of Note", NoteForm.class, "Text of the hash in the Notes that we make.");

    private final String key;
    private final Set<Role> sides;
    private final Form<T> form;
    private final String meaning;

    private Quirk(String key, Set<Role> sides, Form<T> form, String meaning) {
        this.key = key;
        this.sides = sides;
        this.form = form;
        this.meaning = meaning;
    }

    private static Quirk<Boolean> toggle(String key, Set<Role> sides, String meaning) {
        return add(key, sides, new Form.Toggle(), meaning);
    }

    private static <E extends Enum<E>> Quirk<E> choice(
            String key, Set<Role> sides, String noun, Class<E> type, String meaning) {
        return add(key, sides, new Form.Choice<>(noun, type), meaning);
    }

    private static <T> Quirk<T> add(String key, Set<Role> sides, Form<T> form, String meaning) {
        Quirk<T> quirk = new Quirk<>(key, sides, form, meaning);
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

    /** What it is about, in one sentence for integrators; {@code reference.conf} tells its values. */
    public String meaning() {
        return meaning;
    }

    @Override
    public String toString() {
        return key;
    }
}
