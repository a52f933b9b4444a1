package cascade.gateway.bench.sip;

import cascade.gateway.bench.kit.Machine;
import cascade.gateway.bench.kit.PageSection;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Measures the gateway's signalling and writes its findings as Markdown; see {@link SipBenchOptions} for its words. This process must run
 * on core 0, and another must be there for the gateway.
 */
public final class BenchSip {

    private BenchSip() {}

    private static List<SipTrial> trials() {
        return List.of(
                new CallsTrial("calls", "Bridged calls, each to a channel of its own", 500),
                new CallsTrial("shared", "Bridged calls to 100 channels", 10),
                new NotifyTrial("notify"),
                new RegisterTrial("register"),
                new CatalogTrial("catalog"),
                new OverloadTrial("overload"));
    }

    public static void main(String[] words) throws IOException {
        SipBenchOptions options = SipBenchOptions.parse(words);
        List<SipTrial> trials =
                trials().stream().filter(trial -> options.wants(trial.id())).toList();
        if (trials.isEmpty()) {
            fail("no such trial; there are "
                    + String.join(", ", trials().stream().map(SipTrial::id).toList()));
        }
        Optional<PageSection> page = page(options);
        var report = new SipReport();
        long start = System.nanoTime();
        report.line(Machine.describe());
        report.line("The gateway runs with its defaults but for names, addresses and domains; each call is held %d s."
                .formatted(MeasuredLoad.HOLD.toSeconds()));
        for (SipTrial trial : trials) {
            run(trial, options, report);
        }
        report.line("");
        report.line("Took %d s.".formatted((System.nanoTime() - start) / 1_000_000_000));
        if (page.isPresent()) {
            page.get().write(report.text());
        }
        System.exit(0);
    }

    /** Before anything is measured. */
    private static Optional<PageSection> page(SipBenchOptions options) {
        try {
            return options.page().isEmpty()
                    ? Optional.empty()
                    : Optional.of(PageSection.of(options.page().get(), "bench-sip"));
        } catch (IOException unfit) {
            fail(unfit.getMessage());
            return Optional.empty();
        }
    }

    /** One trial's failure is not the next one's. */
    private static void run(SipTrial trial, SipBenchOptions options, SipReport report) {
        try {
            trial.run(options, report);
        } catch (IOException | IllegalStateException failed) {
            report.line("");
            report.line("`" + trial.id() + "` failed: " + failed.getMessage());
        }
    }

    private static void fail(String message) {
        System.err.println("bench-sip: " + message);
        System.exit(2);
    }
}
