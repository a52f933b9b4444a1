package cascade.gateway.bench;

import cascade.gateway.bench.kit.Machine;
import cascade.gateway.bench.kit.PageSection;
import java.io.IOException;
import java.nio.file.Files;
import java.util.List;
import java.util.Optional;

/**
 * Measures all contenders side by side and writes what it found as Markdown; see {@link Options} for its words. This
 * process must run on core 0, and another must be there for the relays.
 */
public final class BenchMedia {

    private BenchMedia() {}

    public static void main(String[] words) throws Exception {
        Options options = Options.parse(words);
        List<Trial> trials = Trials.all().stream().filter(options::wants).toList();
        if (trials.isEmpty()) {
            System.err.println("bench-media: no such trial; there are "
                    + String.join(", ", Trials.all().stream().map(Trial::id).toList()));
            System.exit(2);
        }
        Optional<PageSection> page = pageOf(options);
        Files.createDirectories(options.folder());
        Report report = new Report();
        long start = System.nanoTime();
        try (Field field = Field.open(options.reference(), options.folder())) {
            describe(field, options, report);
            warmUp(field, options);
            for (Trial trial : trials) {
                run(trial, field, options, report);
            }
        }
        Goals.write(report);
        report.line("");
        report.line("Took %d s.".formatted((System.nanoTime() - start) / 1_000_000_000));
        if (page.isPresent()) {
            page.get().write(report.text());
        }
        System.exit(0);
    }

    private static Optional<PageSection> pageOf(Options options) {
        if (options.page() == null) {
            return Optional.empty();
        }
        try {
            return Optional.of(PageSection.of(options.page(), "bench-media"));
        } catch (IOException e) {
            System.err.println("bench-media: " + e.getMessage());
            System.exit(2);
            return Optional.empty();
        }
    }

    /** One trial's failure is not the next one's. */
    private static void run(Trial trial, Field field, Options options, Report report) throws Exception {
        try {
            trial.run(field, options, report);
        } catch (IOException | IllegalStateException e) {
            report.line("");
            report.line("`" + trial.id() + "` failed: " + e.getMessage());
        }
    }

    /** The compiler is to be done with our relays, and with us, before anything counts. */
    private static void warmUp(Field field, Options options) throws Exception {
        for (Contender contender : field.present(Contender::isOurs)) {
            for (Load load : List.of(Trials.PACED_100, Load.trains(100, 400), Load.frames(100, 400))) {
                try (Session session = field.session(contender, load, true)) {
                    session.run(options.firstWarmUpMillis(), 0);
                }
            }
        }
    }

    private static void describe(Field field, Options options, Report report) throws IOException {
        report.line(Machine.describe());
        report.line("%d repetitions of %.1f s, median; 1,400-byte packets, SSRC rewritten (rtpengine passes it on)."
                .formatted(options.repetitions(), options.windowMillis() / 1e3));
        try (UdpSocket socket = UdpSocket.onLoopback(0)) {
            report.line("The sink got %d KiB of receive buffer.".formatted(socket.askForRoom() >> 10));
        }
        field.absent().forEach(report::line);
    }
}
