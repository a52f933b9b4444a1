package cascade.gateway.simulator.lower;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.GbDate;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * DeviceInfo and DeviceStatus answers of a lower platform for itself and its cameras (GB/T 28181-2016 A.2.6.5 and
 * A.2.6.6).
 */
final class DeviceAnswers {

    private static final InstantSource WALL = InstantSource.system();

    private DeviceAnswers() {}

    static ManscdpMessage info(ManscdpMessage.DeviceInfoQuery query, DeviceId platform, LowerCatalog catalog) {
        boolean isPlatform = query.deviceId().equals(platform);
        Optional<CatalogItem> item = catalog.find(query.deviceId());
        boolean isKnown = isPlatform || item.isPresent();
        return new ManscdpMessage.DeviceInfoResponse(
                query.sn(),
                query.deviceId(),
                isPlatform ? Optional.of("模拟下级平台") : item.flatMap(CatalogItem::name),
                Optional.of(isKnown ? "OK" : "ERROR"),
                Optional.of("cascade"),
                Optional.of("simulated"),
                Optional.of("1.0"),
                Optional.of(Integer.toString(isPlatform ? catalog.size() : 1)),
                List.of());
    }

    static ManscdpMessage status(ManscdpMessage.DeviceStatusQuery query, LowerCatalog catalog) {
        boolean isOn = catalog.find(query.deviceId()).map(CatalogItem::isOn).orElse(true);
        return new ManscdpMessage.DeviceStatusResponse(
                query.sn(),
                query.deviceId(),
                Optional.of("OK"),
                Optional.of(isOn ? "ONLINE" : "OFFLINE"),
                Optional.of("OK"),
                Optional.empty(),
                Optional.of(isOn ? "ON" : "OFF"),
                Optional.of("OFF"),
                Optional.of(GbDate.toElement(WALL.instant())),
                List.of());
    }
}
