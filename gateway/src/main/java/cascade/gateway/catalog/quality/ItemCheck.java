package cascade.gateway.catalog.quality;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.NodeKind;
import cascade.gateway.gb.manscdp.CatalogItem;
import java.nio.charset.Charset;
import java.nio.charset.CharsetEncoder;
import java.util.Collection;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Check of a catalog item by itself: its id, name, civil code and position. Confined to one thread. */
final class ItemCheck {

    private static final int CAMERA = 131;
    private static final int NETWORK_CAMERA = 132;

    private final List<CharsetEncoder> encoders;

    /** @param charsets in which its name must be writable */
    ItemCheck(Collection<Charset> charsets) {
        encoders = charsets.stream().map(Charset::newEncoder).toList();
    }

    /** The rules that an item breaks. */
    Set<QualityRule> check(CatalogItem item) {
        Set<QualityRule> broken = EnumSet.noneOf(QualityRule.class);
        CodingRule.check(item.deviceId()).ifPresent(broken::add);
        checkName(item.name().orElse("").strip()).ifPresent(broken::add);
        checkCivilCode(item).ifPresent(broken::add);
        if (isCamera(item.deviceId())) {
            Position.check(item.longitude(), item.latitude()).ifPresent(broken::add);
        }
        return broken;
    }

    private Optional<QualityRule> checkName(String name) {
        if (name.isEmpty()) {
            return Optional.of(QualityRule.NAME_EMPTY);
        }
        return encoders.stream().allMatch(encoder -> encoder.canEncode(name))
                ? Optional.empty()
                : Optional.of(QualityRule.NAME_NOT_ENCODABLE);
    }

    private static Optional<QualityRule> checkCivilCode(CatalogItem item) {
        String code = item.civilCode().orElse("").strip();
        if (!code.isEmpty()) {
            return CodingRule.isCivilCode(code) ? Optional.empty() : Optional.of(QualityRule.CIVIL_CODE_MALFORMED);
        }
        NodeKind kind = item.deviceId().nodeKind();
        boolean needed = kind == NodeKind.DEVICE || kind == NodeKind.SYSTEM;
        return needed ? Optional.of(QualityRule.CIVIL_CODE_MISSING) : Optional.empty();
    }

    /** An id of another form may well be a camera's; recorders and alarm inputs need no position. */
    private static boolean isCamera(DeviceId id) {
        int type = id.typeCode().orElse(CAMERA);
        return id.nodeKind() == NodeKind.DEVICE && (type == CAMERA || type == NETWORK_CAMERA);
    }
}
