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
                                new KillTrial("bare", "Nobody holds the sockets", false, Mix.UDP),
                                new KillTrial("kept", "Our keeper holds the sockets", true, Mix.UDP),
                                new KillTrial(
                                        "mixed", "The same, UDP and TCP, nobody holds the sockets", false, Mix.ALL),
                                new KillTrial("mixed-kept", "UDP and TCP, our keeper holds the sockets", true, Mix.ALL),
                                new CityTrial("city")))
                .run(words);
    }
}
