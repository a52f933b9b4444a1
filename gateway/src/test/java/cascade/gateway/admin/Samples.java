package cascade.gateway.admin;

import cascade.gateway.admin.view.AssessmentView;
import cascade.gateway.admin.view.CallMediaView;
import cascade.gateway.admin.view.CallView;
import cascade.gateway.admin.view.CapacityView;
import cascade.gateway.admin.view.ChannelView;
import cascade.gateway.admin.view.CommandView;
import cascade.gateway.admin.view.DoctorView;
import cascade.gateway.admin.view.DomainCounters;
import cascade.gateway.admin.view.DomainState;
import cascade.gateway.admin.view.DomainView;
import cascade.gateway.admin.view.ExplanationView;
import cascade.gateway.admin.view.InfoView;
import cascade.gateway.admin.view.LegQuality;
import cascade.gateway.admin.view.LegView;
import cascade.gateway.admin.view.MannersView;
import cascade.gateway.admin.view.MediaView;
import cascade.gateway.admin.view.QualityView;
import cascade.gateway.admin.view.StrangerView;
import cascade.gateway.admin.view.StreamState;
import cascade.gateway.admin.view.StreamView;
import cascade.gateway.admin.view.TraceView;
import cascade.gateway.admin.view.ViewerView;
import cascade.gateway.admin.view.VisibilityView;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.media.MediaTransport;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.SipTransport;
import cascade.gateway.sip.TappedMessage;
import cascade.gateway.sip.message.SipLimits;
import cascade.gateway.trace.Milestone;
import cascade.gateway.trace.Side;
import cascade.gateway.trace.Subject;
import cascade.gateway.trace.Trace;
import cascade.gateway.trace.TraceEntry;
import cascade.gateway.trace.ladder.Ladder;
import cascade.gateway.trace.ladder.LadderJson;
import cascade.gateway.trace.ladder.LadderText;
import cascade.gateway.trace.ladder.MessageReading;
import cascade.gateway.trace.pcap.PcapFile;
import cascade.monitoring.CallCause;
import cascade.monitoring.Direction;
import cascade.monitoring.Role;
import cascade.monitoring.StreamKind;
import io.vertx.core.json.JsonObject;
import java.net.InetSocketAddress;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;
import java.util.Set;
import java.util.stream.IntStream;

/** Domains, channels, streams and calls as a small cascade would show them. */
final class Samples {

    static final Instant NOON = Instant.parse("2026-11-20T12:00:00Z");

    static final DomainView CITY = domain("city", Role.UPPER, DomainState.ONLINE, Optional.empty());
    static final DomainView DISTRICT = domain("district", Role.LOWER, DomainState.ONLINE, Optional.empty());

    private static final String CAMERA = "37280601411319001158";
    private static final String EXPORTED = "37280000001320000001";

    private Samples() {}

    static DomainView domain(String name, Role role, DomainState state, Optional<String> lastError) {
        return new DomainView(
                name,
                role,
                role == Role.UPPER ? "37280000000000000000" : "37280600000000000000",
                "net",
                state,
                NOON,
                state == DomainState.ONLINE ? Optional.of("127.0.0.1:7100") : Optional.empty(),
                Optional.empty(),
                lastError,
                Optional.empty(),
                new DomainCounters(3, 1, 2, 15, role == Role.LOWER ? 1 : 0, role == Role.UPPER ? 2 : 0));
    }

    /** Cameras 1 to {@code count} of the district; every second one is online and shared with the city. */
    static List<ChannelView> channels(int count) {
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> new ChannelView(
                        "district",
                        "3728060141131900%04d".formatted(number),
                        "东门 Gate " + number,
                        number % 2 == 0,
                        Optional.of("37280600000000000000"),
                        Optional.empty(),
                        number % 2 == 0
                                ? List.of(new ChannelView.Export("city", "3728000000132000%04d".formatted(number)))
                                : List.of()))
                .toList();
    }

    static final DoctorView DOCTOR = new DoctorView(
            Optional.of(new DoctorView.Content(
                    "ps",
                    Optional.of("h265"),
                    Optional.empty(),
                    Optional.of("g711a"),
                    Optional.of(1_920),
                    Optional.of(1_080),
                    Optional.of(25.0),
                    Optional.of(50),
                    Optional.of(1.5),
                    false,
                    Optional.of(90_000.0),
                    false,
                    true)),
            List.of(new DoctorView.Finding("no-stream-map", "black picture", "黑屏")));

    static StreamView stream(String id) {
        var source = new LegView(
                "lower-call",
                Direction.IN,
                MediaTransport.UDP,
                "127.0.0.1:30000",
                Optional.of("127.0.0.2:15060"),
                Optional.of(new Ssrc(100_000_001)),
                1_000,
                1_400_000,
                OptionalLong.of(3),
                Optional.of(Duration.ofNanos(1_500_000)),
                4_000_000,
                Optional.of(Duration.ofMillis(180)),
                new LegQuality(
                        OptionalDouble.empty(),
                        OptionalLong.of(4),
                        OptionalLong.of(5),
                        Optional.empty(),
                        Optional.of(Duration.ofMillis(90)),
                        Optional.of(Duration.ofMillis(1_250)),
                        OptionalLong.of(2),
                        OptionalLong.of(1),
                        Map.of("secondary-ssrc", 7L, "foreign-address", 8L),
                        List.of(new LegQuality.Secondary("0000000077", 7, 700, 0, Duration.ofMillis(3)))),
                DOCTOR);
        var reporting = new LegView(
                "upper-call-1",
                Direction.OUT,
                MediaTransport.TCP_PASSIVE,
                "127.0.0.1:20000",
                Optional.of("127.0.0.3:6000"),
                Optional.of(new Ssrc(4_294_967_295L)),
                990,
                1_386_000,
                OptionalLong.of(-1),
                Optional.of(Duration.ofMillis(2)),
                4_000_000,
                Optional.of(Duration.ofMillis(210)),
                new LegQuality(
                        OptionalDouble.of(0.25),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        Optional.of(Duration.ofMillis(12)),
                        Optional.empty(),
                        Optional.empty(),
                        OptionalLong.empty(),
                        OptionalLong.empty(),
                        Map.of(),
                        List.of()),
                DOCTOR);
        var silent = new LegView(
                "upper-call-2",
                Direction.OUT,
                MediaTransport.UDP,
                "127.0.0.1:20002",
                Optional.empty(),
                Optional.empty(),
                0,
                0,
                OptionalLong.empty(),
                Optional.empty(),
                0,
                Optional.empty(),
                LegQuality.UNKNOWN,
                DoctorView.NONE);
        return new StreamView(
                id,
                StreamKind.LIVE,
                "district",
                CAMERA,
                StreamState.RUNNING,
                NOON,
                source,
                id.equals("s1")
                        ? Optional.empty()
                        : Optional.of(new MediaView(
                                "ps", Optional.of("h264"), Optional.empty(), 2, Optional.of(Duration.ofSeconds(2)))),
                List.of(
                        new ViewerView("v1", "city", EXPORTED, NOON, reporting),
                        new ViewerView("v2", "city", EXPORTED, NOON.plusSeconds(1), silent)));
    }

    static final CommandView COMMAND = new CommandView(
            "c1",
            Instant.parse("2026-11-20T12:00:00Z"),
            "city",
            "district",
            "37280000001320000001",
            "PTZCmd",
            "DeviceControl",
            "A50F4D1000001021",
            "37280000000000000009",
            11,
            "ok",
            "",
            Duration.ofMillis(12));

    private static Map<String, Long> openings(long pictures, long refused) {
        Map<String, Long> results = new LinkedHashMap<>();
        for (String result : List.of("picture", "no-picture", "no-media", "refused", "silent", "ended")) {
            results.put(result, 0L);
        }
        results.put("picture", pictures);
        results.put("refused", refused);
        return results;
    }

    static final AssessmentView ASSESSMENT = new AssessmentView(
            NOON,
            Duration.ofHours(24),
            List.of(
                    new AssessmentView.Lower(
                            "district",
                            true,
                            Optional.of(0.996),
                            Optional.of(Duration.ofMillis(-1_200)),
                            new AssessmentView.Devices(4, Optional.of(0.75), Optional.of(0.7)),
                            new AssessmentView.Catalog(7, 6, Optional.of(6 / 7.0), Optional.of(0.5), Optional.of(1.0)),
                            new AssessmentView.Openings(
                                    openings(3, 1),
                                    Optional.of(0.6),
                                    Optional.of(Duration.ofMillis(700)),
                                    Optional.of(Duration.ofSeconds(2))),
                            new AssessmentView.Recordings(Optional.of(0.98), 2, 1, 1),
                            Optional.of(new AssessmentView.Round(
                                    NOON, 7, 5, 1, 3, 1, List.of(new AssessmentView.Failing(CAMERA, "refused"))))),
                    new AssessmentView.Lower(
                            "county",
                            false,
                            Optional.empty(),
                            Optional.empty(),
                            new AssessmentView.Devices(0, Optional.empty(), Optional.empty()),
                            new AssessmentView.Catalog(0, 0, Optional.empty(), Optional.empty(), Optional.empty()),
                            new AssessmentView.Openings(
                                    openings(0, 0), Optional.empty(), Optional.empty(), Optional.empty()),
                            new AssessmentView.Recordings(Optional.empty(), 0, 0, 0),
                            Optional.empty())));

    static final QualityView QUALITY = new QualityView(
            NOON,
            List.of("name-empty", "position-zero"),
            List.of(
                    new QualityView.Lower(
                            "district",
                            13,
                            12,
                            9,
                            Optional.of(0.75),
                            3,
                            14,
                            13,
                            Optional.of(NOON.minusSeconds(90)),
                            Optional.of(Duration.ofSeconds(90)),
                            List.of(
                                    new QualityView.Finding("name-empty", 1, List.of(CAMERA)),
                                    new QualityView.Finding(
                                            "position-zero", 2, List.of(CAMERA, "37280601411319001159")))),
                    new QualityView.Lower(
                            "county",
                            0,
                            0,
                            0,
                            Optional.empty(),
                            0,
                            0,
                            0,
                            Optional.empty(),
                            Optional.empty(),
                            List.of(
                                    new QualityView.Finding("name-empty", 0, List.of()),
                                    new QualityView.Finding("position-zero", 0, List.of())))));

    static final VisibilityView VISIBILITY = new VisibilityView(
            "7",
            List.of(
                    new VisibilityView.Channel(
                            "district",
                            "7",
                            "东门",
                            Optional.of(true),
                            List.of(
                                    new VisibilityView.Upper(
                                            "city",
                                            true,
                                            Optional.of(EXPORTED),
                                            "mapped",
                                            Optional.of(0),
                                            "the upper sees it under another id"),
                                    new VisibilityView.Upper(
                                            "province",
                                            false,
                                            Optional.empty(),
                                            "no-rule",
                                            Optional.empty(),
                                            "share has no rule from district"))),
                    new VisibilityView.Channel("county", "7", "", Optional.empty(), List.of())));

    static ExplanationView explanation(Locale language) {
        return new ExplanationView(
                false,
                "lower-expired",
                language.equals(Locale.CHINESE) ? "注册已过期。" : "Its registration ran out.",
                List.of(
                        new ExplanationView.Step("upper", "ok", "registered", Map.of("domain", "city")),
                        new ExplanationView.Step("media", "unknown", "no stream", Map.of())));
    }

    static MannersView manners(Locale language) {
        boolean chinese = language.equals(Locale.CHINESE);
        var reason = new MannersView.Reason("User-Agent: NCG V3.3.6 (seen 3 times)", 10, "capture");
        return new MannersView(
                "city",
                "upper",
                Instant.parse("2026-11-29T02:00:00Z"),
                3,
                "standard",
                "fits",
                Optional.of("hikvision-ncg"),
                chinese ? "适用 hikvision-ncg。" : "hikvision-ncg fits.",
                List.of(new MannersView.Fit("hikvision-ncg", 9, List.of(reason), List.of(reason))),
                List.of(new MannersView.Setting("profile", "hikvision-ncg", "standard", "its name")),
                "domains.city {\n  profile = hikvision-ncg   # its name\n}\n",
                List.of("charset is UTF-8; seen: GB2312"),
                List.of("media that flow for ten seconds"),
                List.of(new MannersView.Trait(
                        "user-agent",
                        "name of the product",
                        List.of(new MannersView.Value("NCG V3.3.6", 3, Instant.parse("2026-11-29T02:01:00Z"), "")),
                        0)),
                Map.of("extra-bytes", 2L));
    }

    /** The call whose messages are kept. */
    static final String CALL = "7";

    static final TraceView TRACE = trace();

    private static TraceView trace() {
        var call = new Subject(CALL, Side.UPPER, "city", CAMERA);
        var invite = new TappedMessage(
                TappedMessage.Direction.RECEIVED,
                new ListeningPoint("net", "127.0.0.1", 7100, "127.0.0.1", Set.of(SipTransport.UDP)),
                new SipPeer("net", SipTransport.UDP, new InetSocketAddress("127.0.0.2", 7100)),
                "city",
                NOON,
                String.join(
                                "\r\n",
                                "INVITE sip:" + CAMERA + "@127.0.0.1:7100 SIP/2.0",
                                "Via: SIP/2.0/UDP 127.0.0.2:7100;branch=z9hG4bK1",
                                "From: <sip:city@127.0.0.2>;tag=1",
                                "To: <sip:" + CAMERA + "@127.0.0.1>",
                                "Call-ID: 4711",
                                "CSeq: 1 INVITE",
                                "Content-Length: 0",
                                "",
                                "")
                        .getBytes(StandardCharsets.UTF_8));
        var part = new Trace.Part(
                call,
                NOON,
                Optional.of(new Trace.End(NOON.plusMillis(9), "not-found", 404, "unknown")),
                List.of(
                        new TraceEntry.Message(invite, "4711"),
                        new TraceEntry.Note(NOON.plusMillis(9), Milestone.ENDED, "not-found: unknown")),
                0);
        var trace = new Trace(CALL, List.of(part));
        Ladder ladder = Ladder.of(trace, new MessageReading(new SipLimits(65_535, 8_192, 128, 70)));
        return new TraceView(
                () -> LadderJson.of(ladder, "s8.1764331200"), () -> LadderText.of(ladder), () -> PcapFile.of(trace));
    }

    static final StrangerView STRANGER = new StrangerView(
            "net",
            "192.168.1.9:5060",
            "37280600000000000000",
            "REGISTER",
            "foreign-address",
            17,
            NOON,
            NOON.plusSeconds(60),
            Optional.of("district"));

    static final CapacityView CAPACITY =
            new CapacityView(1, 2_000, 2, 10_000, 8_000_000, 0, List.of(new CapacityView.Ports("net", 6, 2, 9_992)));

    static final InfoView INFO = new InfoView(
            "1.2.3",
            "0a46b80",
            "25.0.1+8",
            NOON,
            "epoll",
            () -> new JsonObject().put("device-id", "37280600002000000001"));

    static CallView endedByUpper() {
        return new CallView(
                "c1",
                "upper-call-1",
                "city",
                EXPORTED,
                Optional.of("district"),
                StreamKind.LIVE,
                CallCause.UPPER_BYE,
                OptionalInt.empty(),
                Optional.empty(),
                NOON,
                Optional.of(NOON.plusMillis(210)),
                NOON.plusSeconds(60),
                1_500,
                new CallMediaView(
                        Optional.of("lower-call-1"),
                        Optional.of("10.1.0.1:20000"),
                        Optional.of("10.2.0.9:6000"),
                        Optional.of("10.1.0.1:20002"),
                        Optional.of("10.3.0.9:7000"),
                        0,
                        Optional.empty(),
                        Optional.empty()));
    }

    static CallView notFound() {
        return new CallView(
                "c2",
                "upper-call-3",
                "city",
                "37280000001320009999",
                Optional.empty(),
                StreamKind.PLAYBACK,
                CallCause.NOT_FOUND,
                OptionalInt.of(404),
                Optional.of("Not Found"),
                NOON,
                Optional.empty(),
                NOON,
                0,
                new CallMediaView(
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        0,
                        Optional.empty(),
                        Optional.empty()));
    }
}
