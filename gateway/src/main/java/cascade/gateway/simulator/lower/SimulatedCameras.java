package cascade.gateway.simulator.lower;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogItem;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;

/** Catalog items of cameras (摄像机, type code 131) as a platform of the 2016 edition describes them. */
public final class SimulatedCameras {

    private static final int AREA_DIGITS = 6;
    private static final int UNIT_AND_INDUSTRY_END = 10;
    private static final int MAX_CAMERAS = 999_999;

    private SimulatedCameras() {}

    /** Cameras 1 to {@code count}, in the area of the platform, all on. */
    public static List<CatalogItem> of(DeviceId platform, int count) {
        if (!platform.isTwentyDigits() || count < 0 || count > MAX_CAMERAS) {
            throw new IllegalArgumentException(
                    "cameras: " + count + " of " + platform + " (expected: 0 to 999999, of a 20-digit id)");
        }
        return IntStream.rangeClosed(1, count)
                .mapToObj(number -> camera(platform, number))
                .toList();
    }

    private static CatalogItem camera(DeviceId platform, int number) {
        String head = platform.value().substring(0, UNIT_AND_INDUSTRY_END);
        String area = platform.value().substring(0, AREA_DIGITS);
        var id = new DeviceId(String.format(Locale.ROOT, "%s1310%06d", head, number));
        return CatalogItem.builder(id)
                .name(String.format(Locale.ROOT, "模拟摄像机%02d 大门", number))
                .manufacturer("cascade")
                .model("simulated")
                .owner("0")
                .civilCode(area)
                .address(String.format(Locale.ROOT, "测试路%d号", number))
                .parental("0")
                .parentIds(List.of(platform))
                .safetyWay("0")
                .registerWay("1")
                .secrecy("0")
                .status("ON")
                .longitude("117.300000")
                .latitude("31.800000")
                .build();
    }
}
