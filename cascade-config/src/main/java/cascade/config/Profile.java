package cascade.config;

import cascade.config.quirk.AlarmBy;
import cascade.config.quirk.CatalogOrder;
import cascade.config.quirk.CommandTarget;
import cascade.config.quirk.DateForm;
import cascade.config.quirk.Digest;
import cascade.config.quirk.EventForm;
import cascade.config.quirk.ForeignPath;
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
import cascade.config.value.Require;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;

/**
 * Vendor profile: a peer's quirks as data, so that code reads these fields and never asks who made the peer. The files
 * under {@code profiles/} say why each vendor needs its values; {@link Quirk} says what a field means.
 *
 * @param name the profile it started from
 * @param values of every {@link Quirk}, each of the quirk's own type
 */
public record Profile(String name, Map<Quirk<?>, Object> values) {

    public Profile {
        Require.text("profile", name);
        values = Map.copyOf(values);
        Require.that(values.keySet().containsAll(Quirk.all()), "profile", name, "a value of every field");
    }

    @SuppressWarnings("unchecked") // a quirk's value is put in under its own type only
    private <T> T get(Quirk<T> quirk) {
        return (T) Objects.requireNonNull(values.get(quirk));
    }

    /** The same but for one field. */
    public <T> Profile with(Quirk<T> quirk, T value) {
        Map<Quirk<?>, Object> changed = new HashMap<>(values);
        changed.put(quirk, value);
        return new Profile(name, changed);
    }

    public EventForm eventForm() {
        return get(Quirk.EVENT_FORM);
    }

    public SsrcPolicy ssrcPolicy() {
        return get(Quirk.SSRC_POLICY);
    }

    public boolean sendTrying() {
        return get(Quirk.SEND_TRYING);
    }

    public StreamAttribute streamAttribute() {
        return get(Quirk.STREAM_ATTRIBUTE);
    }

    public SubjectSequence subjectSequence() {
        return get(Quirk.SUBJECT_SEQUENCE);
    }

    public SdpOrigin sdpOrigin() {
        return get(Quirk.SDP_ORIGIN);
    }

    public RequestUriForm requestUriForm() {
        return get(Quirk.REQUEST_URI_FORM);
    }

    public boolean followContact() {
        return get(Quirk.FOLLOW_CONTACT);
    }

    public boolean challengeQop() {
        return get(Quirk.CHALLENGE_QOP);
    }

    public DateForm dateForm() {
        return get(Quirk.DATE_FORM);
    }

    public InitialNotify initialNotify() {
        return get(Quirk.INITIAL_NOTIFY);
    }

    public CatalogOrder catalogOrder() {
        return get(Quirk.CATALOG_ORDER);
    }

    public boolean acceptUnsolicitedNotify() {
        return get(Quirk.ACCEPT_UNSOLICITED_NOTIFY);
    }

    public boolean gb18030Bytes() {
        return get(Quirk.GB18030_BYTES);
    }

    public TcpFraming tcpFraming() {
        return get(Quirk.TCP_FRAMING);
    }

    public boolean keyFrameOnJoin() {
        return get(Quirk.KEY_FRAME_ON_JOIN);
    }

    public boolean rtcp() {
        return get(Quirk.RTCP);
    }

    public UnregisteredKeepalive unregisteredKeepalive() {
        return get(Quirk.UNREGISTERED_KEEPALIVE);
    }

    public Duration recordQuerySpan() {
        return get(Quirk.RECORD_QUERY_SPAN);
    }

    public boolean xCid() {
        return get(Quirk.X_CID);
    }

    public int limitStatus() {
        return get(Quirk.LIMIT_STATUS);
    }

    public ForeignPath foreignPath() {
        return get(Quirk.FOREIGN_PATH);
    }

    public UserIdentity userIdentity() {
        return get(Quirk.USER_IDENTITY);
    }

    public NoteUse note() {
        return get(Quirk.NOTE);
    }

    public NoteAlgorithm noteAlgorithm() {
        return get(Quirk.NOTE_ALGORITHM);
    }

    public NoteInput noteInput() {
        return get(Quirk.NOTE_INPUT);
    }

    public NoteForm noteForm() {
        return get(Quirk.NOTE_FORM);
    }

    public List<Digest> challengeDigest() {
        return get(Quirk.CHALLENGE_DIGEST);
    }

    public List<Digest> answerDigest() {
        return get(Quirk.ANSWER_DIGEST);
    }

    public OfferFormats offerFormats() {
        return get(Quirk.OFFER_FORMATS);
    }

    public CommandTarget commandTarget() {
        return get(Quirk.COMMAND_TARGET);
    }

    public NotifyRoot notifyRoot() {
        return get(Quirk.NOTIFY_ROOT);
    }

    public boolean subscribeResult() {
        return get(Quirk.SUBSCRIBE_RESULT);
    }

    public Duration serialDelay() {
        return get(Quirk.SERIAL_DELAY);
    }

    public RootParent rootParent() {
        return get(Quirk.ROOT_PARENT);
    }

    public AlarmBy alarmBy() {
        return get(Quirk.ALARM_BY);
    }

    public KeyFrameName keyFrameName() {
        return get(Quirk.KEY_FRAME_NAME);
    }

    public PresetQueryName presetQueryName() {
        return get(Quirk.PRESET_QUERY_NAME);
    }

    public MansrtspVersion mansrtspVersion() {
        return get(Quirk.MANSRTSP_VERSION);
    }
}
