package cascade.config;

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

    public List<Digest> challengeDigest() {
        return get(Quirk.CHALLENGE_DIGEST);
    }

    public List<Digest> answerDigest() {
        return get(Quirk.ANSWER_DIGEST);
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

    /** Digest algorithm of HTTP authentication (<a href="https://datatracker.ietf.org/doc/html/rfc8760">RFC 8760</a>), or SM3. */
    public enum Digest {
        MD5,
        SHA_256,
        SM3
    }
}
