package cascade.gateway.manners;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.DomainConfig;
import cascade.config.LoadResult;
import cascade.config.Role;
import cascade.config.gateway.MannersConfig;
import cascade.gateway.explain.finding.Text;
import cascade.gateway.manners.advice.Advice;
import cascade.gateway.manners.advice.Advisor;
import cascade.gateway.manners.advice.Snippet;
import cascade.gateway.manners.advice.Verdict;
import cascade.gateway.manners.trait.SeenManners;
import cascade.gateway.manners.trait.Sighting;
import cascade.gateway.manners.trait.Trait;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.sip.TappedMessage;
import cascade.gateway.sip.TappedMessage.Direction;
import cascade.gateway.testkit.ConfigText;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Set;

/** Peer whose messages a test writes, watched by manners of its own. */
public final class WatchedPeer {

    static final String NAME = "peer";
    private static final Advisor ADVISOR = Advisor.shipped();
    private static final ListeningPoint POINT =
            new ListeningPoint("lan", "10.0.0.1", 7100, "10.0.0.1", Set.of(SipTransport.UDP, SipTransport.TCP));

    private final SipPeer address;
    private final MannersConfig limits = new MannersConfig(1_000, 10_000, Duration.ofSeconds(10));
    private Instant now = Instant.parse("2026-11-29T02:00:00Z");
    private final Manners manners = new Manners(() -> limits, () -> now);

    /** @param host where it speaks from */
    public WatchedPeer(String host, int port) {
        address = new SipPeer("lan", SipTransport.UDP, new InetSocketAddress(host, port));
    }

    /** At 10.0.0.7:7100. */
    public WatchedPeer() {
        this("10.0.0.7", 7100);
    }

    /** A message of it. */
    public WatchedPeer says(byte[] bytes) {
        return tell(Direction.RECEIVED, bytes);
    }

    /** One of ours to it. */
    public WatchedPeer hears(byte[] bytes) {
        return tell(Direction.SENT, bytes);
    }

    /** A message of it, its lines without ends. */
    public WatchedPeer says(String text) {
        return says(wire(text));
    }

    public WatchedPeer hears(String text) {
        return hears(wire(text));
    }

    private static byte[] wire(String text) {
        String crlf = text.replace("\n", "\r\n");
        return (crlf.contains("\r\n\r\n") ? crlf : crlf + "\r\n").getBytes(UTF_8);
    }

    private WatchedPeer tell(Direction direction, byte[] bytes) {
        manners.onMessage(new TappedMessage(direction, POINT, address, NAME, now, bytes));
        return after(Duration.ofSeconds(1));
    }

    public WatchedPeer after(Duration time) {
        now = now.plus(time);
        return this;
    }

    public Manners manners() {
        return manners;
    }

    public SeenManners seen() {
        return manners.of(NAME);
    }

    /** Values of a trait, the most frequent first. */
    public List<String> values(Trait trait) {
        return seen().traits().containsKey(trait)
                ? seen().traits().get(trait).values().stream()
                        .map(Sighting::value)
                        .toList()
                : List.of();
    }

    /** A domain as it might be configured. */
    public static DomainConfig domain(Role role, String keys) {
        return ConfigText.load(configuration(role, keys)).domains().findFirst().orElseThrow();
    }

    /** The whole configuration with that domain, and what was pasted behind it. */
    public static String configuration(Role role, String keys) {
        String address = role == Role.UPPER ? "hosts = [\"10.0.0.7:7100\"]" : "allow-from = [\"10.0.0.7\"]";
        return """
                gateway {
                  device-id = "37280600002000000001"
                  networks.lan { sip { bind = "127.0.0.1" }, media { bind = "127.0.0.1", ports = "20000-20099" } }
                }
                domains.peer {
                  role = %s, network = lan, device-id = "37280600002000000002", %s
                }
                domains.peer { %s }
                """.formatted(role.name().toLowerCase(Locale.ROOT), address, keys);
    }

    public Advice advice(Role role, String keys) {
        return ADVISOR.advise(domain(role, keys), seen());
    }

    /**
     * The domain that takes the advice: what was advised is pasted behind its configuration, which then has no problem and no
     * warning that it had not before, no contradiction and nothing more to be set.
     */
    public DomainConfig applied(Role role, String keys) {
        String before = configuration(role, keys);
        String snippet = Snippet.of(NAME, advice(role, keys).settings(), Locale.CHINESE);

        LoadResult.Loaded after = loaded(before + snippet);

        assertThat(warnings(after)).as(snippet).isSubsetOf(warnings(loaded(before)));
        DomainConfig domain = after.config().domains().findFirst().orElseThrow();
        Advice more = ADVISOR.advise(domain, seen());
        assertThat(more.contradictions().stream().map(Text::english))
                .as(snippet)
                .isEmpty();
        assertThat(more.settings()).as(snippet).isEmpty();
        return domain;
    }

    private static LoadResult.Loaded loaded(String hocon) {
        LoadResult result = ConfigText.read(hocon);
        assertThat(result).as(hocon).isInstanceOf(LoadResult.Loaded.class);
        return (LoadResult.Loaded) result;
    }

    private static List<String> warnings(LoadResult.Loaded loaded) {
        return loaded.warnings().stream()
                .map(warning -> warning.key() + ": " + warning.doubt())
                .toList();
    }

    /** The profile that fits; of "perhaps" with a question mark, "" where none can be named. */
    public String profile(Role role) {
        return switch (advice(role, "").verdict()) {
            case Verdict.Fits fits -> fits.profile();
            case Verdict.Perhaps perhaps -> perhaps.profile() + "?";
            case Verdict.NotEnough none -> "";
        };
    }
}
