package cascade.gateway.explain.fault;

import java.util.List;
import java.util.stream.Stream;

/** The table of all faults, in the order of a call's way. */
final class Faults {

    private Faults() {}

    static List<Fault> all() {
        return Stream.of(UpperFaults.all(), ChannelFaults.all(), LowerFaults.all(), CallFaults.all(), MediaFaults.all())
                .flatMap(List::stream)
                .toList();
    }
}
