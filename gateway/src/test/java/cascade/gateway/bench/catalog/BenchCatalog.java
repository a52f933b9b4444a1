package cascade.gateway.bench.catalog;

import cascade.gateway.bench.sip.SipBench;
import java.io.IOException;
import java.util.List;

/**
 * Measures catalogs at city scale and writes its findings as Markdown; see {@link cascade.gateway.bench.sip.SipBenchOptions} for
 * its words.
 */
public final class BenchCatalog {

    private BenchCatalog() {}

    public static void main(String[] words) throws IOException {
        new SipBench(
                        "bench-catalog",
                        List.of(
                                new LargeLowerTrial("large"),
                                new ManyLowersTrial("million"),
                                new ChangesTrial("changes"),
                                new LowerGoesTrial("goes")))
                .run(words);
    }
}
