package cascade.gateway.bench.sip;

import cascade.gateway.bench.kamailio.KamailioPrograms;
import cascade.gateway.bench.kamailio.KamailioProxy;
import cascade.gateway.bench.kit.UnderTest;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** The same calls through the gateway and through Kamailio with rtpengine, in turns: both are there, one has the load. */
record BesideKamailioTrial(String id) implements SipTrial {

    private static final int CHANNELS_EACH = 500;
    private static final String WHAT_EACH_DOES = """
            Kamailio is a proxy: it keeps a transaction, not a call, records its route, hides addresses and the Call-ID (`topoh`), finds the
            lower by six digits, and has rtpengine put its ports into both SDPs. The gateway is a B2BUA: two dialogs with tags, Call-ID,
            Subject and SSRC of their own for each call, a catalog that says which channels are shared with whom, a stream that several
            viewers may have, a media relay that rewrites the SSRC, the ring of messages. Both live on one core; one at a time has the load.\
            """;

    @Override
    public void run(SipBenchOptions options, SipReport report) throws IOException {
        report.heading("Bridged calls, each to a channel of its own, beside Kamailio and rtpengine (`" + id + "`)");
        Optional<KamailioPrograms> programs = KamailioPrograms.find();
        if (programs.isEmpty()) {
            report.line("Kamailio and rtpengine: not installed, so left out.");
            return;
        }
        report.line(programs.get().versions() + ".");
        report.line(WHAT_EACH_DOES);
        report.line("");
        Path folder = options.folder().resolve(id);
        try (Site ours = Site.open(Loopback.plan(CallsTrial.PLATFORMS, CallsTrial.PLATFORMS, lower -> CHANNELS_EACH));
                GatewayUnderTest gateway = GatewayUnderTest.start(folder, options.launcher(), ours);
                Site theirs = Site.open(
                        Loopback.aroundProxy(CallsTrial.PLATFORMS, CallsTrial.PLATFORMS, lower -> CHANNELS_EACH),
                        ours.loop);
                KamailioProxy proxy = KamailioProxy.start(folder, programs.get(), theirs.uppers, theirs.lowers)) {
            ours.bringUp(ours.lowers, CallsTrial.UP);
            theirs.call(theirs.lowers);
            List<Contender> contenders = List.of(
                    new Contender("the gateway", ours, gateway), new Contender("Kamailio, rtpengine", theirs, proxy));
            for (Contender contender : contenders) {
                MeasuredLoad.warmUp(contender.site, contender.server, options, report);
            }
            measure(contenders, options, report);
        }
    }

    private record Contender(String name, Site site, UnderTest server) {}

    private static void measure(List<Contender> contenders, SipBenchOptions options, SipReport report)
            throws IOException {
        List<String> columns = new ArrayList<>(List.of("bridged by", "offered a second", "completed a second"));
        columns.addAll(MeasuredLoad.COST);
        report.header(columns);
        List<String> ratios = new ArrayList<>();
        for (int rate : options.quick() ? List.of(100, 500) : List.of(100, 250, 500, 1_000)) {
            List<Double> costs = new ArrayList<>();
            for (Contender contender : contenders) {
                MeasuredLoad measured = MeasuredLoad.run(contender.site, contender.server, rate, options.window());
                List<String> row = new ArrayList<>(List.of(
                        contender.name, SipReport.number(rate), SipReport.number(measured.completedPerSecond())));
                row.addAll(measured.costCells());
                report.row(row);
                costs.add(measured.cpuMicrosPerCall());
            }
            ratios.add(String.format(Locale.ROOT, "%.1f at %,d a second", costs.getFirst() / costs.getLast(), rate));
        }
        report.line("");
        report.line("CPU a call of the gateway, of that of Kamailio and rtpengine: " + String.join(", ", ratios) + ".");
    }
}
