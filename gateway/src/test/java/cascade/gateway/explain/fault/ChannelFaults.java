package cascade.gateway.explain.fault;

import static cascade.gateway.explain.fault.FaultyConfig.CITY;
import static cascade.gateway.explain.fault.FaultyConfig.DISTRICT;
import static cascade.gateway.explain.fault.FaultyConfig.GUEST;
import static cascade.gateway.explain.fault.FaultyConfig.HALF;
import static cascade.gateway.explain.fault.FaultyConfig.NO_CATALOG;
import static cascade.gateway.explain.fault.FaultyConfig.OFF_CAMERA;

import cascade.gateway.explain.finding.Cause;
import cascade.gateway.explain.finding.Text;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.testkit.sip.Manscdp;
import cascade.gateway.testkit.sip.ScriptedPlatform;
import java.util.List;
import java.util.function.Consumer;

/** Faults of what the upper may see. */
final class ChannelFaults {

    private static final int DECLARED = 10;
    private static final int SENT = 4;

    private ChannelFaults() {}

    private static Fault fault(
            Cause cause, int upper, String channel, Text symptom, Text injected, Consumer<FaultyCity> inject) {
        return new Fault(cause, FaultyConfig.upperName(upper), channel, "", "", symptom, injected, inject);
    }

    static List<Fault> all() {
        return List.of(
                new Fault(
                        Cause.CHANNEL_UNKNOWN,
                        FaultyConfig.upperName(CITY),
                        Ids.camera(DISTRICT, 999),
                        "not-found",
                        "404 Not Found (INVITE)",
                        new Text("The call is answered 404.", "呼叫返回 404。"),
                        new Text("An id is called that no lower has.", "呼叫了任何下级都没有的编码。"),
                        city -> city.calls("city", Ids.camera(DISTRICT, 999))),
                fault(
                        Cause.CATALOG_INCOMPLETE,
                        CITY,
                        Ids.camera(HALF, 9),
                        new Text("Some cameras of a lower are missing at the upper.", "上级平台缺少某下级的部分摄像机。"),
                        new Text("The lower announces 10 catalog items and 4 arrive.", "下级平台声明 10 个目录项，只到达 4 个。"),
                        ChannelFaults::losesItsCatalog),
                fault(
                        Cause.CATALOG_MISSING,
                        CITY,
                        Ids.camera(NO_CATALOG, 1),
                        new Text("A lower is online and shows no camera.", "下级平台在线，但没有任何摄像机。"),
                        new Text(
                                "The lower takes catalog queries with 200 and never sends a catalog.",
                                "下级平台对目录查询返回 200，但从不发送目录。"),
                        ChannelFaults::givesNoCatalog),
                fault(
                        Cause.NOT_SHARED,
                        GUEST,
                        Ids.camera(DISTRICT, 2),
                        new Text("One upper sees the camera, another does not.", "一个上级能看到该摄像机，另一个看不到。"),
                        new Text("No share rule of the upper names it.", "该上级的共享规则未包含它。"),
                        city -> city.upper(GUEST)),
                fault(
                        Cause.NOT_PERMITTED,
                        GUEST,
                        Ids.camera(DISTRICT, 1),
                        new Text("The upper lists the camera, its calls are answered 403.", "上级能看到摄像机，但呼叫返回 403。"),
                        new Text("The permissions of the upper lack live.", "该上级的权限缺少 live。"),
                        city -> {}),
                new Fault(
                        Cause.OTHER_ID,
                        FaultyConfig.upperName(CITY),
                        Ids.camera(DISTRICT, 17),
                        "not-found",
                        "404 Not Found (INVITE)",
                        new Text("The call is answered 404, though the camera is shared.", "摄像机已共享，但呼叫返回 404。"),
                        new Text("The upper calls a mapped channel by its original id.", "上级平台用原始编码呼叫已映射的通道。"),
                        city -> city.calls("city", Ids.camera(DISTRICT, 17))),
                fault(
                        Cause.CHANNEL_OFF,
                        CITY,
                        Ids.camera(DISTRICT, OFF_CAMERA),
                        new Text("The camera is grey at the upper.", "摄像机在上级显示为灰色。"),
                        new Text("The lower's catalog says Status OFF.", "下级目录中该项 Status 为 OFF。"),
                        city -> {}));
    }

    private static void losesItsCatalog(FaultyCity city) {
        ScriptedPlatform lower = city.lower(HALF, SENT);
        lower.on("MESSAGE", transaction -> {
            lower.agree(transaction);
            if (Manscdp.read(transaction.request().body()) instanceof CatalogQuery query) {
                lower.post(FaultyCity.catalog(HALF, query, SENT, DECLARED));
            }
        });
        lower.register(3_600);
    }

    private static void givesNoCatalog(FaultyCity city) {
        ScriptedPlatform lower = city.lower(NO_CATALOG, 0);
        lower.on("MESSAGE", lower::agree);
        lower.register(3_600);
    }
}
