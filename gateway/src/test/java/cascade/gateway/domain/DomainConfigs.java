package cascade.gateway.domain;

import cascade.config.Edition;
import cascade.config.LowerDomainConfig;
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
import cascade.config.domain.TreeView;
import cascade.config.domain.UpperAuth;
import cascade.config.domain.UpperCatalog;
import cascade.config.domain.UpperKeepalive;
import cascade.config.domain.UpperMedia;
import cascade.config.gateway.SipConfig;
import cascade.config.gateway.UnknownSource;
import cascade.config.quirk.DateForm;
import cascade.config.quirk.Digest;
import cascade.config.quirk.InitialNotify;
import cascade.config.quirk.RequestUriForm;
import cascade.config.quirk.SdpOrigin;
import cascade.config.quirk.SubjectSequence;
import cascade.config.quirk.UnregisteredKeepalive;
import cascade.config.value.Cidr;
import cascade.config.value.HostPort;
import cascade.config.value.MediaTransport;
import cascade.config.value.RedirectTarget;
import cascade.config.value.Secret;
import cascade.config.value.Transport;
import cascade.gateway.domain.pace.OwnRequests;
import cascade.gateway.testkit.FakeTime;
import cascade.gateway.testkit.Profiles;
import java.nio.charset.Charset;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/** Domain configurations for tests: sensible, except for what a test is about. */
public final class DomainConfigs {

    static final String NETWORK = "lan";
    static final Charset GB2312 = Charset.forName("GB2312");
    private static final NoteConfig NO_NOTE = new NoteConfig(Optional.empty(), Duration.ofMinutes(10));
    static final Duration REQUEST_TIMEOUT = Duration.ofMillis(400);

    static final SipConfig SIP = sip(UnknownSource.REJECT);

    /** As far as it differs from the profile {@code standard}. */
    private static final Profile PLAIN = Profiles.standard()
            .with(Quirk.SUBJECT_SEQUENCE, SubjectSequence.ZERO)
            .with(Quirk.SDP_ORIGIN, SdpOrigin.CHANNEL)
            .with(Quirk.INITIAL_NOTIFY, InitialNotify.ALL)
            .with(Quirk.ACCEPT_UNSOLICITED_NOTIFY, true)
            .with(Quirk.GB18030_BYTES, true);

    private DomainConfigs() {}

    /** Pace that lets a thousand requests through, more than a test makes. */
    static OwnRequests ownRequests() {
        var standing = new FakeTime();
        return new OwnRequests(() -> SipConfig.MAX_OWN_REQUESTS_RATE, () -> 1, standing, standing);
    }

    public static SipConfig sip(UnknownSource unknownSource) {
        return new SipConfig(
                Duration.ofMillis(50),
                Duration.ofMillis(200),
                Duration.ofMillis(250),
                REQUEST_TIMEOUT,
                REQUEST_TIMEOUT,
                64 * 1024,
                8 * 1024,
                128,
                32,
                new SipConfig.Tcp(Duration.ofSeconds(1), Duration.ofSeconds(1), Duration.ofMinutes(1), 100, 100, 100),
                1024 * 1024,
                1000,
                1000,
                unknownSource,
                1000,
                1000,
                100,
                Duration.ofSeconds(60),
                3,
                20,
                new SipConfig.Shares(1000, 1000, 1000, 1000, 10),
                new SipConfig.Overload(Duration.ofSeconds(5), 100));
    }

    public static Upper upper() {
        return new Upper();
    }

    public static Lower lower() {
        return new Lower();
    }

    /** The upper of the NCG captures, unless told otherwise. */
    public static final class Upper {
        private String name = "city";
        private String deviceId = "37280000000000000000";
        private String localDeviceId = "37280600000000000000";
        private List<HostPort> hosts = List.of(new HostPort("10.69.80.187", 7100));
        private Transport transport = Transport.UDP;
        private String sipDomain = "";
        private Edition edition = Edition.GB2016;
        private Optional<Secret> password = Optional.empty();
        private RegisterSchedule register = new RegisterSchedule(
                Duration.ofSeconds(7200), Duration.ofSeconds(10), Duration.ofSeconds(300), 3, Duration.ZERO);
        private UpperKeepalive keepalive = new UpperKeepalive(Duration.ofSeconds(60), 3, 8);

        public Upper name(String value) {
            name = value;
            return this;
        }

        public Upper ids(String theirs, String ours) {
            deviceId = theirs;
            localDeviceId = ours;
            return this;
        }

        public Upper hosts(String... values) {
            hosts = Stream.of(values).map(HostPort::parse).toList();
            return this;
        }

        public Upper tcp() {
            transport = Transport.TCP;
            return this;
        }

        public Upper sipDomain(String value) {
            sipDomain = value;
            return this;
        }

        public Upper edition(Edition value) {
            edition = value;
            return this;
        }

        public Upper password(String value) {
            password = Optional.of(new Secret(value));
            return this;
        }

        public Upper register(Duration expires, Duration retry, Duration retryMax) {
            register = new RegisterSchedule(expires, retry, retryMax, 3, Duration.ZERO);
            return this;
        }

        public Upper redirects(int most) {
            register = new RegisterSchedule(
                    register.expires(), register.retry(), register.retryMax(), most, register.returnToFirst());
            return this;
        }

        public Upper returnToFirst(Duration after) {
            register = new RegisterSchedule(
                    register.expires(), register.retry(), register.retryMax(), register.maxRedirects(), after);
            return this;
        }

        public Upper keepalive(Duration interval, int maxMissed) {
            keepalive = new UpperKeepalive(interval, maxMissed, 8);
            return this;
        }

        public UpperDomainConfig build() {
            return new UpperDomainConfig(
                    name,
                    NETWORK,
                    deviceId,
                    hosts,
                    transport,
                    PLAIN,
                    localDeviceId,
                    sipDomain,
                    edition,
                    GB2312,
                    NO_NOTE,
                    new UpperAuth(localDeviceId, password),
                    register,
                    keepalive,
                    new UpperCatalog(4, 1300, 16_384, 8, 256, true),
                    new UpperMedia(Set.of(MediaTransport.UDP), "127.0.0.1", List.of()),
                    Set.of(),
                    List.of(),
                    IdMap.NONE,
                    new TreeView.Original(),
                    10);
        }
    }

    /** The lower of the NCG captures, unless told otherwise. */
    public static final class Lower {
        private String name = "district";
        private String deviceId = "37280600000000000000";
        private String localDeviceId = "37280000000000000000";
        private List<Cidr> allowFrom = List.of();
        private List<HostPort> hosts = List.of();
        private RequestUriForm requestUriForm = RequestUriForm.DOMAIN;
        private boolean followContact;
        private Transport transport = Transport.UDP;
        private DateForm dateForm = DateForm.MILLIS;
        private String sipDomain = "";
        private Edition edition = Edition.GB2016;
        private LowerAuth auth = new LowerAuth(false, Optional.empty());
        private LowerRegister register = new LowerRegister(Duration.ofSeconds(1), Duration.ofDays(1));
        private Duration keepaliveTimeout = Duration.ofMinutes(3);
        private UnregisteredKeepalive unregisteredKeepalive = UnregisteredKeepalive.FORBIDDEN;
        private List<RedirectTarget> redirectTo = List.of();
        private List<Digest> challengeDigest = List.of(Digest.MD5);

        public Lower name(String value) {
            name = value;
            return this;
        }

        public Lower ids(String theirs, String ours) {
            deviceId = theirs;
            localDeviceId = ours;
            return this;
        }

        public Lower allowFrom(String... blocks) {
            allowFrom = Stream.of(blocks).map(Cidr::parse).toList();
            return this;
        }

        public Lower hosts(String... values) {
            hosts = Stream.of(values).map(HostPort::parse).toList();
            return this;
        }

        public Lower requestUriByAddress() {
            requestUriForm = RequestUriForm.ADDRESS;
            return this;
        }

        public Lower followContact() {
            followContact = true;
            return this;
        }

        public Lower redirectTo(String... targets) {
            redirectTo = Stream.of(targets).map(RedirectTarget::parse).toList();
            return this;
        }

        public Lower challengeDigest(Digest... preferred) {
            challengeDigest = List.of(preferred);
            return this;
        }

        public Lower tcp() {
            transport = Transport.TCP;
            return this;
        }

        public Lower dateWithoutMillis() {
            dateForm = DateForm.SECONDS;
            return this;
        }

        public Lower sipDomain(String value) {
            sipDomain = value;
            return this;
        }

        public Lower edition(Edition value) {
            edition = value;
            return this;
        }

        public Lower password(String value) {
            auth = new LowerAuth(true, Optional.of(new Secret(value)));
            return this;
        }

        public Lower expires(Duration min, Duration max) {
            register = new LowerRegister(min, max);
            return this;
        }

        public Lower unregisteredKeepalive(UnregisteredKeepalive value) {
            unregisteredKeepalive = value;
            return this;
        }

        public Lower keepaliveTimeout(Duration value) {
            keepaliveTimeout = value;
            return this;
        }

        public LowerDomainConfig build() {
            return new LowerDomainConfig(
                    name,
                    NETWORK,
                    deviceId,
                    allowFrom,
                    hosts,
                    transport,
                    profile(),
                    localDeviceId,
                    sipDomain,
                    edition,
                    GB2312,
                    NO_NOTE,
                    auth,
                    register,
                    new LowerKeepalive(keepaliveTimeout, Duration.ofSeconds(4)),
                    new LowerCatalog(true, true, Duration.ofHours(1), Duration.ofHours(24)),
                    MediaTransport.UDP,
                    List.of(),
                    redirectTo,
                    10);
        }

        private Profile profile() {
            return PLAIN.with(Quirk.REQUEST_URI_FORM, requestUriForm)
                    .with(Quirk.FOLLOW_CONTACT, followContact)
                    .with(Quirk.DATE_FORM, dateForm)
                    .with(Quirk.UNREGISTERED_KEEPALIVE, unregisteredKeepalive)
                    .with(Quirk.CHALLENGE_DIGEST, challengeDigest);
        }
    }
}
