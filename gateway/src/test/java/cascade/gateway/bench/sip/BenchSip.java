package cascade.gateway.bench.sip;

import java.io.IOException;
import java.util.List;

/** Measures the gateway's signalling and writes its findings as Markdown; see {@link SipBenchOptions} for its words. */
public final class BenchSip {

    private BenchSip() {}

    public static void main(String[] words) throws IOException {
        new SipBench(
                        "bench-sip",
                        List.of(
                                new CallsTrial("calls", "Bridged calls, each to a channel of its own", 500),
                                new CallsTrial("shared", "Bridged calls to 100 channels", 10),
                                new NotifyTrial("notify"),
                                new RegisterTrial("register"),
                                new CatalogTrial("catalog"),
                                new OverloadTrial("overload"),
                                new BesideKamailioTrial("kamailio"),
                                new WatchingTrial("watching"),
                                new StoreTrial("store")))
                .run(words);
    }
}
