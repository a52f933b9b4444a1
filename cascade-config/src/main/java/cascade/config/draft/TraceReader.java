package cascade.config.draft;

import cascade.config.gateway.TraceConfig;
import cascade.config.read.Field;
import cascade.config.read.Kinds;
import cascade.config.read.Section;
import java.util.function.Supplier;

/** Reader of {@code gateway.trace}. */
final class TraceReader {

    private TraceReader() {}

    static Supplier<TraceConfig> trace(Section section) {
        Field<Integer> memory = section.read("memory", Kinds.size(0));
        Field<Integer> perCall = section.read("per-call", Kinds.count(1));
        Field<Integer> perPeer = section.read("per-peer", Kinds.count(1));
        section.finish();
        return () -> new TraceConfig(memory.get(), perCall.get(), perPeer.get());
    }
}
