package cascade.config.draft;

import cascade.address.IpFamily;
import cascade.config.domain.UpperMedia;
import cascade.config.read.Field;
import cascade.config.read.Kinds;
import cascade.config.read.Section;
import cascade.config.value.Cidr;
import cascade.config.value.IpAddress;
import cascade.config.value.MediaTransport;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Draft of an upper's media section, as it was read. */
record MediaDraft(List<Field<MediaTransport>> accept, Field<String> advertise, List<Field<Cidr>> networks) {

    static MediaDraft read(Section section) {
        List<Field<MediaTransport>> accept = section.readSome("accept", Kinds.MEDIA_TRANSPORT);
        Field<String> advertise = section.read("advertise", Kinds.ADDRESS_OR_NONE);
        List<Field<Cidr>> networks = section.readList("networks", Kinds.CIDR);
        section.finish();
        return new MediaDraft(accept, advertise, networks);
    }

    List<Field<IpFamily>> families() {
        Field<IpFamily> ofAdvertise = advertise.map(
                address -> Optional.of(address).filter(text -> !text.isEmpty()).map(IpAddress::family));
        return Stream.concat(
                        Stream.of(ofAdvertise),
                        networks.stream().map(block -> block.map(cidr -> Optional.of(cidr.family()))))
                .toList();
    }

    /** @param ofNetwork the address that its network advertises for media */
    UpperMedia build(String ofNetwork) {
        return new UpperMedia(
                EnumSet.copyOf(Field.values(accept)),
                advertise.get().isEmpty() ? ofNetwork : advertise.get(),
                Field.values(networks));
    }
}
