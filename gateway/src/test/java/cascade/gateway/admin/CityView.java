package cascade.gateway.admin;

import cascade.gateway.admin.view.CallView;
import cascade.gateway.admin.view.ChannelView;
import cascade.gateway.admin.view.DoctorView;
import cascade.gateway.admin.view.DomainCounters;
import cascade.gateway.admin.view.DomainState;
import cascade.gateway.admin.view.DomainView;
import cascade.gateway.admin.view.LegQuality;
import cascade.gateway.admin.view.LegView;
import cascade.gateway.admin.view.MediaView;
import cascade.gateway.admin.view.StreamState;
import cascade.gateway.admin.view.StreamView;
import cascade.gateway.admin.view.ViewerView;
import cascade.gateway.gb.Ssrc;
import cascade.gateway.media.MediaTransport;
import cascade.monitoring.CallCause;
import cascade.monitoring.Direction;
import cascade.monitoring.Role;
import cascade.monitoring.StreamKind;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.OptionalInt;
import java.util.OptionalLong;

/** A cascade of a big city, made of nothing, whose streams move: fills a {@link FakeAdminView} from a number of each. */
final class CityView {

    private static final List<String> UPPERS = List.of("city-platform", "province", "traffic-police", "emergency");
    private static final CallCause[] CAUSES = {
        CallCause.UPPER_BYE,
        CallCause.UPPER_BYE,
        CallCause.REJECTED_BY_LOWER,
        CallCause.UPPER_BYE,
        CallCause.NO_MEDIA,
        CallCause.NOT_FOUND,
        CallCause.UPPER_BYE,
        CallCause.LOWER_TIMEOUT,
        CallCause.CANCELLED
    };

    private final FakeAdminView view;
    private final int lowers;
    private final int channels;
    private final int streams;
    private final Instant started;
    private long packets = 10_000;

    CityView(FakeAdminView view, int lowers, int channels, int streams, Instant now) {
        this.view = view;
        this.lowers = lowers;
        this.channels = channels;
        this.streams = streams;
        this.started = now;
        view.domains = domains();
        view.channels = channels();
        view.calls = calls();
        move();
    }

    static String lower(int number) {
        return "district-%03d".formatted(number + 1);
    }

    static String channelId(int number) {
        return "37280%02d0401319%06d".formatted(number % 100, number);
    }

    /** A second goes by: counters rise, bitrates change a little. */
    void move() {
        packets += 400;
        var all = new ArrayList<StreamView>();
        for (int number = 0; number < streams; number++) {
            all.add(stream(number));
        }
        view.streams = all;
    }

    private List<DomainView> domains() {
        var all = new ArrayList<DomainView>();
        for (int number = 0; number < UPPERS.size(); number++) {
            all.add(domain(
                    UPPERS.get(number),
                    Role.UPPER,
                    "3728000000000000%04d".formatted(number),
                    number == 3 ? DomainState.REGISTERING : DomainState.ONLINE,
                    number == 3
                            ? Optional.of("401 Unauthorized: the upper does not accept the password")
                            : Optional.empty(),
                    channels / 2));
        }
        for (int number = 0; number < lowers; number++) {
            boolean offline = number % 67 == 5;
            all.add(domain(
                    lower(number),
                    Role.LOWER,
                    "372806%04d0000000000".formatted(number),
                    offline ? DomainState.OFFLINE : DomainState.ONLINE,
                    offline ? Optional.of("no keepalive for 180 s") : Optional.empty(),
                    channels / Math.max(1, lowers)));
        }
        return all;
    }

    private DomainView domain(
            String name, Role role, String id, DomainState state, Optional<String> error, long shared) {
        return new DomainView(
                name,
                role,
                id,
                role == Role.UPPER ? "city" : "district",
                state,
                started.minusSeconds(state == DomainState.ONLINE ? 86_400 : 400),
                Optional.of("10.69.80.187:7100"),
                Optional.of("2.0"),
                error,
                Optional.empty(),
                new DomainCounters(
                        24,
                        state == DomainState.ONLINE ? 0 : 12,
                        0,
                        shared,
                        role == Role.LOWER ? streams / Math.max(1, lowers) : 0,
                        role == Role.UPPER ? streams / 3 : 0));
    }

    private List<ChannelView> channels() {
        var all = new ArrayList<ChannelView>(channels);
        for (int number = 0; number < channels; number++) {
            all.add(new ChannelView(
                    lower(number % Math.max(1, lowers)),
                    channelId(number),
                    (number % 2 == 0 ? "东门路口 " : "North Gate ") + number,
                    number % 9 != 4,
                    Optional.empty(),
                    Optional.of("Hikvision"),
                    number % 3 == 0
                            ? List.of()
                            : List.of(new ChannelView.Export(UPPERS.get(number % 2), channelId(number)))));
        }
        return all;
    }

    private List<CallView> calls() {
        var all = new ArrayList<CallView>();
        for (int number = 0; number < 120; number++) {
            CallCause cause = CAUSES[number % CAUSES.length];
            Instant at = started.minusSeconds(7L * number);
            boolean answered = cause == CallCause.UPPER_BYE || cause == CallCause.NO_MEDIA;
            all.add(new CallView(
                    "c" + number,
                    "5f3a" + number + "@10.69.80.187",
                    UPPERS.get(number % 3),
                    channelId(number),
                    cause == CallCause.NOT_FOUND ? Optional.empty() : Optional.of(lower(number % Math.max(1, lowers))),
                    number % 5 == 4 ? StreamKind.PLAYBACK : StreamKind.LIVE,
                    cause,
                    cause == CallCause.REJECTED_BY_LOWER
                            ? OptionalInt.of(486)
                            : cause == CallCause.NOT_FOUND ? OptionalInt.of(404) : OptionalInt.empty(),
                    cause == CallCause.REJECTED_BY_LOWER ? Optional.of("Busy Here") : Optional.empty(),
                    at.minusSeconds(60),
                    answered ? Optional.of(at.minusSeconds(60).plusMillis(180 + number)) : Optional.empty(),
                    at,
                    answered ? 24_000 : 0,
                    Samples.endedByUpper().media()));
        }
        return all;
    }

    private StreamView stream(int number) {
        boolean silent = number % 211 == 17;
        long bps = silent ? 0 : 2_000_000 + number % 7 * 700_000L + (packets * (number + 3)) % 90_000;
        var source =
                leg("lower-" + number, Direction.IN, bps, number % 97 == 3 ? packets / 40 : 0, OptionalDouble.empty());
        var viewers = new ArrayList<ViewerView>();
        for (int viewer = 0; viewer <= number % 3; viewer++) {
            viewers.add(new ViewerView(
                    "v%d-%d".formatted(number, viewer),
                    UPPERS.get((number + viewer) % 3),
                    channelId(number),
                    started.minusSeconds(number),
                    leg(
                            "upper-%d-%d".formatted(number, viewer),
                            Direction.OUT,
                            bps,
                            0,
                            number % 131 == 7 ? OptionalDouble.of(0.041) : OptionalDouble.of(0))));
        }
        return new StreamView(
                "s" + number,
                number % 11 == 6 ? StreamKind.PLAYBACK : StreamKind.LIVE,
                lower(number % Math.max(1, lowers)),
                channelId(number),
                StreamState.RUNNING,
                started.minusSeconds(number * 3L),
                source,
                Optional.of(new MediaView(
                        "ps",
                        Optional.of(number % 4 == 0 ? "h265" : "h264"),
                        Optional.of("g711a"),
                        12,
                        Optional.of(Duration.ofSeconds(2)))),
                viewers);
    }

    private LegView leg(String callId, Direction direction, long bps, long lost, OptionalDouble fractionLost) {
        return new LegView(
                callId,
                direction,
                MediaTransport.UDP,
                "10.69.91.7:20000",
                Optional.of("192.168.1.20:15060"),
                Optional.of(new Ssrc(100_000_001)),
                bps == 0 ? 0 : packets,
                bps == 0 ? 0 : packets * 1_300,
                OptionalLong.of(lost),
                Optional.of(Duration.ofMillis(3)),
                bps,
                Optional.of(Duration.ofMillis(180)),
                new LegQuality(
                        fractionLost,
                        OptionalLong.of(0),
                        OptionalLong.of(0),
                        Optional.empty(),
                        Optional.of(Duration.ofMillis(90)),
                        Optional.of(Duration.ofMillis(250)),
                        OptionalLong.of(0),
                        OptionalLong.of(0),
                        Map.of(),
                        List.of()),
                direction == Direction.IN ? Samples.DOCTOR : DoctorView.NONE);
    }
}
