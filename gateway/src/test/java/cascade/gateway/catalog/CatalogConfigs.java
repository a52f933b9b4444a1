package cascade.gateway.catalog;

import cascade.config.Edition;
import cascade.config.LowerDomainConfig;
import cascade.config.Permission;
import cascade.config.Profile;
import cascade.config.Quirk;
import cascade.config.UpperDomainConfig;
import cascade.config.domain.IdMap;
import cascade.config.domain.LowerAuth;
import cascade.config.domain.LowerCatalog;
import cascade.config.domain.LowerKeepalive;
import cascade.config.domain.LowerRegister;
import cascade.config.domain.NoteConfig;
import cascade.config.domain.RegisterSchedule;
import cascade.config.domain.Share;
import cascade.config.domain.TreeView;
import cascade.config.domain.UpperAuth;
import cascade.config.domain.UpperCatalog;
import cascade.config.domain.UpperKeepalive;
import cascade.config.domain.UpperMedia;
import cascade.config.quirk.EventForm;
import cascade.config.quirk.InitialNotify;
import cascade.config.quirk.RequestUriForm;
import cascade.config.quirk.SdpOrigin;
import cascade.config.quirk.SubjectSequence;
import cascade.config.value.ChannelPattern;
import cascade.config.value.HostPort;
import cascade.config.value.MediaTransport;
import cascade.config.value.Transport;
import cascade.gateway.testkit.Profiles;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Configurations of domains, usual but for what a catalog test wants to choose. */
public final class CatalogConfigs {

    public static final Charset GB2312 = Charset.forName("GB2312");
    private static final NoteConfig NO_NOTE = new NoteConfig(Optional.empty(), Duration.ofMinutes(10));
    public static final String GATEWAY_ID = "37280601002000000001";
    public static final String UPPER_ID = "37280000002000000000";

    private CatalogConfigs() {}

    public static Share all(String lower) {
        return Share.byId(lower, List.of(), List.of());
    }

    public static Share some(String lower, List<String> channels, List<String> except) {
        return Share.byId(
                lower,
                channels.stream().map(ChannelPattern::new).toList(),
                except.stream().map(ChannelPattern::new).toList());
    }

    public static Upper upper(Share... shares) {
        return new Upper(List.of(shares));
    }

    public static Lower lower(String name, String deviceId) {
        return new Lower(name, deviceId);
    }

    private static Profile profile(EventForm eventForm, InitialNotify initialNotify, boolean acceptUnsolicitedNotify) {
        return Profiles.standard()
                .with(Quirk.EVENT_FORM, eventForm)
                .with(Quirk.SUBJECT_SEQUENCE, SubjectSequence.ZERO)
                .with(Quirk.SDP_ORIGIN, SdpOrigin.CHANNEL)
                .with(Quirk.REQUEST_URI_FORM, RequestUriForm.ADDRESS)
                .with(Quirk.INITIAL_NOTIFY, initialNotify)
                .with(Quirk.ACCEPT_UNSOLICITED_NOTIFY, acceptUnsolicitedNotify)
                .with(Quirk.GB18030_BYTES, true);
    }

    /** An upper domain in the making. */
    public static final class Upper {
        private final List<Share> shares;
        private Map<String, String> map = Map.of();
        private TreeView tree = new TreeView.Original();
        private Set<Permission> permissions = EnumSet.allOf(Permission.class);
        private UpperCatalog catalog = new UpperCatalog(4, 1300, 16_384, 8, 256, true);
        private InitialNotify initialNotify = InitialNotify.ABNORMAL;
        private String deviceId = UPPER_ID;
        private HostPort host = new HostPort("127.0.0.1", 7100);

        private Upper(List<Share> shares) {
            this.shares = shares;
        }

        public Upper map(Map<String, String> value) {
            map = value;
            return this;
        }

        public Upper tree(TreeView value) {
            tree = value;
            return this;
        }

        public Upper permissions(Set<Permission> value) {
            permissions = value;
            return this;
        }

        public Upper catalog(UpperCatalog value) {
            catalog = value;
            return this;
        }

        public Upper initialNotify(InitialNotify value) {
            initialNotify = value;
            return this;
        }

        public Upper deviceId(String value) {
            deviceId = value;
            return this;
        }

        public Upper host(HostPort value) {
            host = value;
            return this;
        }

        public UpperDomainConfig build() {
            return new UpperDomainConfig(
                    "city",
                    "north",
                    deviceId,
                    List.of(host),
                    Transport.UDP,
                    profile(EventForm.CATALOG_ID, initialNotify, false),
                    GATEWAY_ID,
                    "",
                    Edition.GB2016,
                    GB2312,
                    NO_NOTE,
                    new UpperAuth(GATEWAY_ID, Optional.empty()),
                    new RegisterSchedule(
                            Duration.ofHours(1), Duration.ofMillis(200), Duration.ofSeconds(1), 3, Duration.ZERO),
                    new UpperKeepalive(Duration.ofSeconds(60), 3, 8),
                    catalog,
                    new UpperMedia(EnumSet.allOf(MediaTransport.class), "127.0.0.1", List.of()),
                    permissions,
                    shares,
                    IdMap.of(map),
                    tree,
                    200);
        }
    }

    /** A lower domain in the making. */
    public static final class Lower {
        private final String name;
        private final String deviceId;
        private EventForm eventForm = EventForm.CATALOG_ID;
        private boolean acceptUnsolicitedNotify;
        private LowerCatalog catalog = new LowerCatalog(true, true, Duration.ofHours(1), Duration.ofHours(24));
        private List<HostPort> hosts = List.of();
        private Charset charset = GB2312;

        private Lower(String name, String deviceId) {
            this.name = name;
            this.deviceId = deviceId;
        }

        public Lower eventForm(EventForm value) {
            eventForm = value;
            return this;
        }

        public Lower acceptUnsolicitedNotify() {
            acceptUnsolicitedNotify = true;
            return this;
        }

        public Lower catalog(LowerCatalog value) {
            catalog = value;
            return this;
        }

        public Lower host(HostPort value) {
            hosts = List.of(value);
            return this;
        }

        public Lower charset(Charset value) {
            charset = value;
            return this;
        }

        public LowerDomainConfig build() {
            return new LowerDomainConfig(
                    name,
                    "south",
                    deviceId,
                    List.of(),
                    hosts,
                    Transport.UDP,
                    profile(eventForm, InitialNotify.ABNORMAL, acceptUnsolicitedNotify),
                    GATEWAY_ID,
                    "",
                    Edition.GB2016,
                    charset,
                    NO_NOTE,
                    new LowerAuth(false, Optional.empty()),
                    new LowerRegister(Duration.ofSeconds(60), Duration.ofDays(1)),
                    new LowerKeepalive(Duration.ofMinutes(3), Duration.ofSeconds(4)),
                    catalog,
                    MediaTransport.UDP,
                    List.of(),
                    List.of(),
                    500);
        }
    }
}
