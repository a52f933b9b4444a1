package cascade.config.rule;

import cascade.config.DomainConfig;
import cascade.config.GatewayConfig;
import cascade.config.LowerDomainConfig;
import cascade.config.Permission;
import cascade.config.Quirk;
import cascade.config.Role;
import cascade.config.UpperDomainConfig;
import cascade.config.file.KeyPath;
import cascade.config.gateway.RtcpMode;
import cascade.config.quirk.CatalogOrder;
import cascade.config.quirk.NoteUse;
import cascade.config.quirk.UnregisteredKeepalive;
import cascade.config.value.MediaTransport;
import cascade.config.value.Transport;
import java.nio.charset.Charset;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.function.BiPredicate;
import java.util.function.Predicate;

/**
 * Field of a domain that changes nothing with the others set so, for one role.
 *
 * @param keys below the domain
 * @param idle whether it does nothing in that domain
 * @param where it does nothing, to follow "changes nothing"
 * @param hint what to do about it
 */
public record IdleField(
        List<String> keys, Role role, BiPredicate<DomainConfig, GatewayConfig> idle, String where, String hint) {

    private static final Charset GB2312 = Charset.forName("GB2312");
    private static final String NO_NOTE = "where quirks.note is off";
    private static final String NO_PASSWORD = "where auth has no password";

    private static final List<IdleField> ALL = all(new ArrayList<>());

    /** Every one that is known; that a field of quirks is for the other role is told without. */
    public static List<IdleField> all() {
        return ALL;
    }

    private static List<IdleField> all(List<IdleField> all) {
        for (Role role : Role.values()) {
            all.add(quirk(
                    Quirk.REQUEST_URI_FORM,
                    role,
                    domain -> domain.sipDomain().isEmpty(),
                    "without sip-domain, since ids are written id@ip:port then",
                    "set sip-domain"));
            all.add(quirk(
                    Quirk.FOLLOW_CONTACT,
                    role,
                    domain -> domain.transport() == Transport.TCP,
                    "with transport = tcp as long as a connection stands, which is taken first",
                    "take transport = udp"));
            all.add(quirk(
                    Quirk.GB18030_BYTES,
                    role,
                    domain -> !domain.charset().equals(GB2312),
                    "where charset is not GB2312, since no character is missing then",
                    "take charset = GB2312"));
            for (Quirk<?> form : List.of(Quirk.NOTE_ALGORITHM, Quirk.NOTE_INPUT, Quirk.NOTE_FORM)) {
                all.add(quirk(form, role, IdleField::hasNoNote, NO_NOTE, "write checked or required in quirks.note"));
            }
            all.add(new IdleField(
                    List.of("note", "secret"),
                    role,
                    (domain, gateway) -> hasNoNote(domain),
                    NO_NOTE,
                    "write checked or required in quirks.note"));
            all.add(new IdleField(
                    path(Quirk.RTCP),
                    role,
                    (domain, gateway) -> gateway.media().rtcp() == RtcpMode.OFF,
                    "where gateway.media.rtcp is off for everybody",
                    "set gateway.media.rtcp = relay"));
        }
        lowers(all);
        uppers(all);
        return List.copyOf(all);
    }

    private static boolean hasNoNote(DomainConfig domain) {
        return domain.profile().note() == NoteUse.OFF;
    }

    private static void lowers(List<IdleField> all) {
        all.add(lower(
                Quirk.CHALLENGE_QOP,
                lower -> !lower.auth().required(),
                "where auth.required is false",
                "ask for a password"));
        all.add(lower(
                Quirk.CHALLENGE_DIGEST,
                lower -> !lower.auth().required(),
                "where auth.required is false",
                "ask for a password"));
        all.add(lower(
                Quirk.EVENT_FORM,
                lower -> !lower.catalog().subscribe(),
                "where catalog.subscribe is false",
                "set catalog.subscribe = true"));
        all.add(lower(
                Quirk.UNREGISTERED_KEEPALIVE,
                lower -> !lower.hosts().isEmpty(),
                "for a lower with hosts, which need not register",
                "leave hosts out for one that registers"));
        all.add(lower(
                Quirk.UNREGISTERED_KEEPALIVE,
                lower -> lower.profile().unregisteredKeepalive() == UnregisteredKeepalive.CHALLENGE
                        && !lower.auth().required(),
                "as challenge where auth.required is false: the answer is 403",
                "ask for a password, or write register"));
        all.add(lower(
                Quirk.UNREGISTERED_KEEPALIVE,
                lower -> lower.profile().unregisteredKeepalive() == UnregisteredKeepalive.REGISTER
                        && lower.auth().required(),
                "as register where auth.required is true: the answer is 403",
                "write challenge"));
    }

    private static void uppers(List<IdleField> all) {
        all.add(upper(
                Quirk.ANSWER_DIGEST, upper -> upper.auth().password().isEmpty(), NO_PASSWORD, "set auth.password"));
        all.add(upper(
                Quirk.TCP_FRAMING,
                upper -> upper.media().accept().equals(Set.of(MediaTransport.UDP)),
                "where media.accept has no TCP",
                "let media.accept name tcp-passive or tcp-active"));
        all.add(upper(Quirk.ALARM_BY, without(Permission.ALARM), "without the permission alarm", "permit alarm"));
        all.add(upper(
                Quirk.MANSRTSP_VERSION,
                without(Permission.PLAYBACK),
                "without the permission playback",
                "permit playback"));
        for (String window : List.of("window", "late-window")) {
            all.add(upper(
                    List.of("catalog", window),
                    upper -> upper.profile().catalogOrder() == CatalogOrder.SERIAL,
                    "where quirks.catalog-order is serial",
                    "set quirks.catalog-order = windowed"));
        }
    }

    private static Predicate<UpperDomainConfig> without(Permission permission) {
        return upper -> !upper.permissions().contains(permission);
    }

    private static List<String> path(Quirk<?> quirk) {
        return List.of("quirks", quirk.key());
    }

    private static IdleField quirk(Quirk<?> quirk, Role role, Predicate<DomainConfig> idle, String where, String hint) {
        return new IdleField(path(quirk), role, (domain, gateway) -> idle.test(domain), where, hint);
    }

    private static IdleField lower(Quirk<?> quirk, Predicate<LowerDomainConfig> idle, String where, String hint) {
        return quirk(
                quirk,
                Role.LOWER,
                domain -> domain instanceof LowerDomainConfig lower && idle.test(lower),
                where,
                hint);
    }

    private static IdleField upper(Quirk<?> quirk, Predicate<UpperDomainConfig> idle, String where, String hint) {
        return upper(path(quirk), idle, where, hint);
    }

    private static IdleField upper(List<String> keys, Predicate<UpperDomainConfig> idle, String where, String hint) {
        return new IdleField(
                keys,
                Role.UPPER,
                (domain, gateway) -> domain instanceof UpperDomainConfig upper && idle.test(upper),
                where,
                hint);
    }

    boolean isIdleIn(DomainConfig domain, GatewayConfig gateway) {
        return domain.role() == role && idle.test(domain, gateway);
    }

    KeyPath below(KeyPath domain) {
        KeyPath path = domain;
        for (String key : keys) {
            path = path.child(key);
        }
        return path;
    }
}
