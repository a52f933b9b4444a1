package cascade.gateway.bench.survival;

import cascade.gateway.bench.sip.SipBench;
import java.io.IOException;
import java.util.List;

/** Kills the gateway amid its streams and writes what its peers saw as Markdown; words as of the signalling's bench. */
public final class BenchSurvival {

    private BenchSurvival() {}

    public static void main(String[] words) throws IOException {
        new SipBench(
                        "bench-survival",
                        List.of(
                                new KillTrial("bare", "Nobody holds the sockets", false),
                                new KillTrial("kept", "Our keeper holds the sockets", true),
                                new CityTrial("city")))
                .run(words);
    }
}
