package cascade.config.draft;

import cascade.config.NetworkConfig;
import cascade.config.file.KeyPath;
import cascade.config.gateway.MediaBinding;
import cascade.config.gateway.SipBinding;
import cascade.config.read.Field;
import cascade.config.read.Kinds;
import cascade.config.read.Section;
import cascade.config.value.PortRange;
import cascade.config.value.Transport;
import java.util.EnumSet;
import java.util.List;

/** Draft of a network, as it was read. */
public record NetworkDraft(
        String name,
        KeyPath path,
        Field<String> sipBind,
        Field<Integer> sipPort,
        Field<String> sipAdvertise,
        List<Field<Transport>> transports,
        Field<String> mediaBind,
        Field<String> mediaAdvertise,
        List<Field<PortRange>> ports,
        Field<Boolean> singlePort) {

    static NetworkDraft read(String name, Section section) {
        Section sip = section.section("sip");
        Section media = section.section("media");
        Field<String> sipBind = sip.read("bind", Kinds.ADDRESS);
        Field<String> mediaBind = media.read("bind", Kinds.ADDRESS_OR_NONE).ifEmpty(sipBind);
        NetworkDraft draft = new NetworkDraft(
                name,
                section.path(),
                sipBind,
                sip.read("port", Kinds.PORT),
                sip.read("advertise", Kinds.ADDRESS_OR_NONE).ifEmpty(sipBind),
                sip.readSome("transports", Kinds.TRANSPORT),
                mediaBind,
                media.read("advertise", Kinds.ADDRESS_OR_NONE).ifEmpty(mediaBind),
                media.readOneOrMore("ports", Kinds.PORTS),
                media.read("single-port", Kinds.SWITCH));
        sip.finish();
        media.finish();
        section.finish();
        return draft;
    }

    NetworkConfig build() {
        return new NetworkConfig(
                name,
                new SipBinding(
                        sipBind.get(), sipPort.get(), sipAdvertise.get(), EnumSet.copyOf(Field.values(transports))),
                new MediaBinding(mediaBind.get(), mediaAdvertise.get(), Field.values(ports), singlePort.get()));
    }

    public boolean carries(Transport transport) {
        return transports.stream()
                .anyMatch(field -> field.found().filter(transport::equals).isPresent());
    }
}
