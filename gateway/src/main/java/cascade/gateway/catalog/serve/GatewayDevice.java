package cascade.gateway.catalog.serve;

import cascade.config.Edition;
import cascade.config.UpperDomainConfig;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.GbDate;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceInfoQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceInfoResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceStatusQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceStatusResponse;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;

/**
 * Device that the gateway itself is to one upper: the system item at the root of its catalog, and the answers to
 * DeviceInfo (设备信息查询) and DeviceStatus (设备状态查询) for our own id. GB/T 28181-2016 annexes A.2.6 and O. Control loop only.
 *
 * @param name as people see it
 */
public record GatewayDevice(UpperDomainConfig upper, String name, InstantSource clock) {

    private static final String MAKER = "cascade-gateway";
    private static final String MODEL = "GB/T 28181 cascade gateway";
    private static final int COUNTY_CODE_LENGTH = 6;

    DeviceId id() {
        return new DeviceId(upper.localDeviceId());
    }

    public CatalogItem item() {
        return CatalogItem.builder(id())
                .name(name)
                .manufacturer(MAKER)
                .model(MODEL)
                .owner(upper.edition() == Edition.GB2022 ? null : MAKER)
                .civilCode(upper.localDeviceId().substring(0, COUNTY_CODE_LENGTH))
                .address(name)
                .parentIds(
                        switch (upper.profile().rootParent()) {
                            case NONE -> List.of();
                            case UPPER -> List.of(new DeviceId(upper.deviceId()));
                        })
                .registerWay("1")
                .secrecy("0")
                .status("ON")
                .build();
    }

    /** @param channels how many the upper sees */
    DeviceInfoResponse info(DeviceInfoQuery query, long channels) {
        return new DeviceInfoResponse(
                query.sn(),
                id(),
                Optional.of(name),
                Optional.of("OK"),
                Optional.of(MAKER),
                Optional.of(MODEL),
                Optional.ofNullable(GatewayDevice.class.getPackage().getImplementationVersion()),
                Optional.of(Long.toString(channels)),
                List.of());
    }

    DeviceStatusResponse status(DeviceStatusQuery query) {
        return new DeviceStatusResponse(
                query.sn(),
                id(),
                Optional.of("OK"),
                Optional.of("ONLINE"),
                Optional.of("OK"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(GbDate.toElement(clock.instant())),
                List.of());
    }
}
