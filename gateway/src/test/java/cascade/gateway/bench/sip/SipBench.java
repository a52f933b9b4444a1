package cascade.gateway.bench.sip;

import cascade.gateway.bench.kit.Machine;
import cascade.gateway.bench.kit.PageSection;
import java.io.IOException;
import java.util.List;
import java.util.Optional;

/**
 * Bench of the packaged gateway as a process of its own: some trials, whose findings are a section of a page. This process must
 * run on core 0, and another must be there for the gateway.
 *
 * @param name of the command, and of the section
 * @param trials all that there are, of which {@link SipBenchOptions} picks some
 */
public record SipBench(String name, List<SipTrial> trials) {

    /** Ends this process. */
    public void run(String[] words) throws IOException {
        SipBenchOptions options = SipBenchOptions.parse(words);
        List<SipTrial> wanted =
                trials.stream().filter(trial -> options.wants(trial.id())).toList();
        if (wanted.isEmpty()) {
            fail("no such trial; there are "
                    + String.join(", ", trials.stream().map(SipTrial::id).toList()));
        }
        Optional<PageSection> page = page(options);
        var report = new SipReport();
        long start = System.nanoTime();
        report.line(Machine.describe());
        report.line("The gateway runs with its defaults but for names, addresses and domains; each call is held %d s."
                .formatted(MeasuredLoad.HOLD.toSeconds()));
        for (SipTrial trial : wanted) {
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
    private Optional<PageSection> page(SipBenchOptions options) {
        try {
            return options.page().isEmpty()
                    ? Optional.empty()
                    : Optional.of(PageSection.of(options.page().get(), name));
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

    private void fail(String message) {
        System.err.println(name + ": " + message);
        System.exit(2);
    }
}
