package cascade.gateway.bench;

import cascade.gateway.bench.Trial.Result;
import cascade.gateway.media.MediaGear;
import cascade.gateway.media.io.epoll.EpollGear;
import io.vertx.core.Context;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/**
 * Sends the same loads through each gear, side by side in one run, and prints what a packet cost the media thread. The
 * absolute figures are the machine's; the ratios are the result.
 *
 * <p>{@code Bench [seconds] [repetitions]}
 */
public final class Bench {

    private static final List<Load> LOADS = List.of(
            new Load("paced, 100 x 200/s", 100, 200, 1, false),
            new Load("paced, 100 x 400/s", 100, 400, 1, false),
            new Load("frames of 16, 100 x 400/s", 100, 400, 16, false),
            new Load("trains of 16, 100 x 400/s", 100, 400, 16, true));

    private static final Duration WARM_UP = Duration.ofSeconds(2);
    private static final Duration FIRST_WARM_UP = Duration.ofSeconds(6);

    private Bench() {}

    public static void main(String[] arguments) throws Exception {
        Duration measured = Duration.ofSeconds(arguments.length > 0 ? Integer.parseInt(arguments[0]) : 3);
        int repetitions = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 3;
        Vertx vertx = Vertx.vertx();
        try {
            run(vertx.getOrCreateContext(), measured, repetitions);
        } finally {
            vertx.close().toCompletionStage().toCompletableFuture().get();
        }
    }

    private static List<Trial> trials() {
        List<Trial> trials = new ArrayList<>(List.of(new Trial("nio", MediaGear.NIO, Duration.ZERO)));
        if (EpollGear.missing().isEmpty()) {
            trials.add(new Trial("epoll", MediaGear.EPOLL, Duration.ZERO));
            trials.add(new Trial("epoll, slots to 5 ms", MediaGear.EPOLL, Duration.ofMillis(5)));
            trials.add(new Trial("epoll, slots to 20 ms", MediaGear.EPOLL, Duration.ofMillis(20)));
        }
        return trials;
    }

    private static void run(Context control, Duration measured, int repetitions) throws Exception {
        List<Trial> trials = trials();
        for (Trial trial : trials) {
            trial.run(control, LOADS.get(1), FIRST_WARM_UP, Duration.ofSeconds(1));
        }
        System.out.println("| load | gear | us a packet | of nio | lost | garbage B | p50 ms | p99 ms |");
        System.out.println("| --- | --- | ---: | ---: | ---: | ---: | ---: | ---: |");
        for (Load load : LOADS) {
            Map<Trial, List<Result>> results = new HashMap<>();
            for (int i = 0; i < repetitions; i++) {
                for (Trial trial : trials) {
                    results.computeIfAbsent(trial, ignored -> new ArrayList<>())
                            .add(trial.run(control, load, WARM_UP, measured));
                }
            }
            double nio = median(results.get(trials.getFirst())).cpuMicros();
            for (Trial trial : trials) {
                print(load, trial, median(results.get(trial)), nio);
            }
        }
    }

    /** The run of the median cost. */
    private static Result median(List<Result> results) {
        return results.stream()
                .sorted(Comparator.comparingDouble(Result::cpuMicros))
                .skip(results.size() / 2)
                .findFirst()
                .orElseThrow();
    }

    private static void print(Load load, Trial trial, Result result, double nio) {
        System.out.printf(
                "| %s | %s | %.2f | %.2f | %.2f %% | %.1f | %.2f | %.2f |%n",
                load.name(),
                trial.name(),
                result.cpuMicros(),
                result.cpuMicros() / nio,
                100 * result.lost(),
                result.garbage(),
                result.p50Millis(),
                result.p99Millis());
    }
}
