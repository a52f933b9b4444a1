package cascade.config.draft;

import cascade.config.gateway.HepConfig;
import cascade.config.gateway.MannersConfig;
import cascade.config.gateway.TraceConfig;
import cascade.config.read.Field;
import cascade.config.read.Kinds;
import cascade.config.read.Section;
import cascade.config.value.HostPort;
import cascade.config.value.Secret;
import cascade.config.value.Transport;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Supplier;

/** Reader of {@code gateway.trace}, {@code gateway.hep} and {@code gateway.manners}, which hear all messages. */
final class TraceReader {

    private TraceReader() {}

    static Supplier<TraceConfig> trace(Section section) {
        Field<Integer> memory = section.read("memory", Kinds.size(0));
        Field<Integer> perCall = section.read("per-call", Kinds.count(1));
        Field<Integer> perPeer = section.read("per-peer", Kinds.count(1));
        section.finish();
        return () -> new TraceConfig(memory.get(), perCall.get(), perPeer.get());
    }

    static Supplier<HepConfig> hep(Section section) {
        Field<Optional<HostPort>> address = section.readOptional("address", Kinds.HOST_PORT);
        Field<Transport> transport = section.read("transport", Kinds.TRANSPORT);
        Field<Integer> captureId = section.read("capture-id", Kinds.count(0));
        Field<String> node = section.read("node", Kinds.HEP_NODE);
        Field<Optional<Secret>> password = section.readSecret("password");
        Field<Integer> queue = section.read("queue", Kinds.count(1));
        Field<Duration> gather = section.read("gather", Kinds.DURATION_OR_ZERO);
        Field<Duration> timeout = section.read("timeout", Kinds.TIMER);
        Field<Duration> retry = section.read("retry", Kinds.TIMER);
        Field<Integer> rtcpRate = section.read("rtcp-rate", Kinds.count(0));
        section.finish();
        return () -> new HepConfig(
                address.get(),
                transport.get(),
                captureId.get(),
                node.get(),
                password.get(),
                queue.get(),
                gather.get(),
                timeout.get(),
                retry.get(),
                rtcpRate.get());
    }

    static Supplier<MannersConfig> manners(Section section) {
        Field<Integer> perPeer = section.read("per-peer", Kinds.count(0));
        Field<Integer> inAll = section.read("in-all", Kinds.count(0));
        Field<Duration> mediaInterval = section.read("media-interval", Kinds.SECONDS);
        section.finish();
        return () -> new MannersConfig(perPeer.get(), inAll.get(), mediaInterval.get());
    }
}
