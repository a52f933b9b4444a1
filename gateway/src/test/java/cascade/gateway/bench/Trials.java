package cascade.gateway.bench;

import static cascade.gateway.bench.Contender.C_GRO;
import static cascade.gateway.bench.Contender.C_GSO_20;
import static cascade.gateway.bench.Contender.C_GSO_5;
import static cascade.gateway.bench.Contender.C_SIMPLE;
import static cascade.gateway.bench.Contender.EPOLL;
import static cascade.gateway.bench.Contender.EPOLL_20;
import static cascade.gateway.bench.Contender.EPOLL_5;
import static cascade.gateway.bench.Contender.NIO;
import static cascade.gateway.bench.Contender.RTPENGINE;

import java.util.List;

/** All trials, in the order of the page. Which contenders a load has is a matter of time, and of what they can do. */
final class Trials {

    static final String RATE_PACED = "rate-paced";
    static final String RATE_TRAINS = "rate-trains";
    static final String OVERLOAD = "overload";
    static final String LATENCY = "latency";
    static final String SSRC = "ssrc";
    static final String CHURN = "churn";

    static final Load PACED_100 = Load.paced(100, 400);
    static final Load PACED_500 = Load.paced(500, 200);
    static final Load TRAINS_500 = Load.trains(500, 200);

    private static final List<Contender> SLOTS_AND_NONE =
            List.of(EPOLL, EPOLL_5, EPOLL_20, RTPENGINE, C_SIMPLE, C_GSO_5, C_GSO_20);
    private static final List<Contender> SHORT = List.of(EPOLL, EPOLL_5, C_SIMPLE, C_GSO_5);
    private static final List<Contender> BURSTS =
            List.of(EPOLL, EPOLL_5, EPOLL_20, RTPENGINE, C_GRO, C_GSO_5, C_GSO_20);
    private static final List<Contender> BURSTS_WITHOUT_RTPENGINE =
            List.of(EPOLL, EPOLL_5, EPOLL_20, C_GRO, C_GSO_5, C_GSO_20);
    private static final List<Contender> OURS = List.of(EPOLL, EPOLL_5, EPOLL_20);

    private Trials() {}

    static List<Trial> all() {
        return List.of(
                new CostTrial("paced100", "Evenly paced, 100 x 400/s", true, PACED_100, List.of(Contender.values())),
                new CostTrial("paced500", "Evenly paced, 500 x 200/s", true, PACED_500, SLOTS_AND_NONE),
                new CostTrial(
                        "paced1000",
                        "Evenly paced, 1,000 x 100/s",
                        false,
                        Load.paced(1_000, 100),
                        List.of(EPOLL, EPOLL_5, RTPENGINE, C_SIMPLE)),
                new CostTrial("paced10", "Evenly paced, 10 x 4,000/s", true, Load.paced(10, 4_000), SHORT),
                new CostTrial("paced2000", "Evenly paced, 2,000 x 20/s", true, Load.paced(2_000, 20), SHORT),
                new CostTrial(
                        "trains500",
                        "Trains of 16, 500 x 200/s",
                        true,
                        TRAINS_500,
                        List.of(EPOLL, EPOLL_5, EPOLL_20, NIO, RTPENGINE, C_GRO, C_GSO_5, C_GSO_20)),
                new CostTrial(
                        "trains500f",
                        "Trains of 16, 500 x 400/s",
                        false,
                        Load.trains(500, 400),
                        BURSTS_WITHOUT_RTPENGINE),
                new CostTrial(
                        "frames500", "Frames of 16 separate packets, 500 x 200/s", true, Load.frames(500, 200), BURSTS),
                new CostTrial(
                        "fanout",
                        "Evenly paced, 100 x 400/s, each to 4 viewers (a packet that came in)",
                        true,
                        PACED_100.toViewers(4),
                        List.of(EPOLL, EPOLL_5, EPOLL_20, C_SIMPLE, C_GSO_5, C_GSO_20)),
                new CostTrial("tcp500", "Evenly paced, 500 x 200/s, UDP to TCP", true, PACED_500.toTcp(), OURS),
                new CostTrial("tcp500b", "Trains of 16, 500 x 200/s, UDP to TCP", false, TRAINS_500.toTcp(), OURS),
                new SameSsrcTrial(SSRC, false, PACED_100, List.of(EPOLL, EPOLL_5, C_SIMPLE)),
                new RateTrial(
                        RATE_PACED,
                        "Highest loss-free rate on one core, evenly paced, 100 streams",
                        true,
                        PACED_100,
                        List.of(EPOLL, EPOLL_5, RTPENGINE, C_SIMPLE, C_GSO_5)),
                new RateTrial(
                        RATE_TRAINS,
                        "Highest loss-free rate on one core, trains of 16, 100 streams",
                        true,
                        Load.trains(100, 400),
                        List.of(EPOLL, EPOLL_5, RTPENGINE, C_GRO, C_GSO_5)),
                new OverloadTrial(OVERLOAD, true, 100, 8, List.of(EPOLL, EPOLL_5, RTPENGINE, C_SIMPLE)),
                new LatencyTrial(
                        LATENCY,
                        "Latency at half of rtpengine's highest rate: evenly paced, 100 x 600/s",
                        true,
                        Load.paced(100, 600),
                        SLOTS_AND_NONE),
                new ChurnTrial(CHURN, true, PACED_100, 100, List.of(EPOLL, EPOLL_5)));
    }
}
