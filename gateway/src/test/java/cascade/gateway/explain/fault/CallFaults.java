package cascade.gateway.explain.fault;

import static cascade.gateway.explain.fault.FaultyConfig.CITY;
import static cascade.gateway.explain.fault.FaultyConfig.DISTRICT;
import static cascade.gateway.explain.fault.FaultyConfig.FULL;
import static cascade.gateway.explain.fault.FaultyConfig.TINY;

import cascade.gateway.explain.finding.Cause;
import cascade.gateway.explain.finding.Text;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.testkit.sip.ScriptedPlatform;
import java.util.List;
import java.util.function.Consumer;

/** Faults of a call's signalling, and of what it needs at the gateway. */
final class CallFaults {

    private CallFaults() {}

    private static Fault fault(
            Cause cause,
            String channel,
            String callCause,
            String ladder,
            Text symptom,
            Text injected,
            Consumer<FaultyCity> inject) {
        return new Fault(cause, FaultyConfig.upperName(CITY), channel, callCause, ladder, symptom, injected, inject);
    }

    /** The lower does that with the INVITE for one of its cameras, which the upper calls. */
    private static Fault answered(
            Cause cause,
            int camera,
            String callCause,
            String ladder,
            Text symptom,
            Text injected,
            Consumer<ServerTransaction> script) {
        String id = Ids.camera(DISTRICT, camera);
        return fault(cause, id, callCause, ladder, symptom, injected, city -> {
            city.camera(id, script);
            city.calls("city", id);
        });
    }

    static List<Fault> all() {
        return List.of(
                fault(
                        Cause.LIMIT_REACHED,
                        Ids.camera(FULL, 1),
                        "limit",
                        "486 Busy Here (INVITE)",
                        new Text("Calls are answered 486 at busy hours.", "高峰时呼叫返回 486。"),
                        new Text("The lower's max-streams is used up.", "该下级的 max-streams 已用尽。"),
                        city -> city.calls("city", Ids.camera(FULL, 1))),
                fault(
                        Cause.PORTS_EXHAUSTED,
                        Ids.camera(TINY, 2),
                        "limit",
                        "486 Busy Here (INVITE)",
                        new Text("From some number of calls on each is refused.", "呼叫数达到一定值后全部被拒。"),
                        new Text(
                                "The network has one pair of ports, and another camera is being watched.",
                                "该网络只有一对端口，且正被另一路占用。"),
                        CallFaults::takesTheOnlyPorts),
                fault(
                        Cause.BAD_OFFER,
                        Ids.camera(DISTRICT, 8),
                        "bad-offer",
                        "488 Not Acceptable Here (INVITE)",
                        new Text("The call is answered 488.", "呼叫返回 488。"),
                        new Text("The upper offers audio only.", "上级平台的 SDP 只有音频。"),
                        city -> city.calls("city", Ids.camera(DISTRICT, 8), Sdp.audioOffer(city.upperHost()))),
                fault(
                        Cause.MEDIA_ADDRESS_REFUSED,
                        Ids.camera(DISTRICT, 13),
                        "bad-offer",
                        "488 Not Acceptable Here (INVITE)",
                        new Text("The call is answered 488.", "呼叫返回 488。"),
                        new Text(
                                "The upper's SDP names the private address of a media server behind NAT.",
                                "上级 SDP 写的是 NAT 后媒体服务器的私网地址。"),
                        city -> city.calls("city", Ids.camera(DISTRICT, 13), Sdp.offer("192.168.1.64", 6_000))),
                answered(
                        Cause.LOWER_BUSY,
                        5,
                        "rejected-by-lower",
                        "486 Busy Here (INVITE)",
                        new Text("The call is answered 486.", "呼叫返回 486。"),
                        new Text("The lower answers 486.", "下级平台返回 486。"),
                        ScriptedPlatform.refuse(486)),
                answered(
                        Cause.LOWER_REJECTED,
                        6,
                        "rejected-by-lower",
                        "404 Not Found (INVITE)",
                        new Text(
                                "The call is answered 404, though the lower lists the camera.",
                                "下级目录中有该摄像机，但呼叫返回 404。"),
                        new Text("The lower answers 404.", "下级平台返回 404。"),
                        ScriptedPlatform.refuse(404)),
                answered(
                        Cause.LOWER_SILENT,
                        7,
                        "lower-timeout",
                        "408 Request Timeout (INVITE)",
                        new Text("The call is answered 408 after some seconds.", "数秒后呼叫返回 408。"),
                        new Text("The lower does not answer INVITEs; other requests it does.", "下级不应答 INVITE，但应答其他请求。"),
                        ScriptedPlatform.keepSilent()),
                fault(
                        Cause.LOWER_HUNG_UP,
                        Ids.camera(DISTRICT, 9),
                        "lower-bye",
                        "BYE",
                        new Text("The picture goes away right after it came.", "图像刚出现就消失。"),
                        new Text("The lower sends BYE.", "下级平台发送 BYE。"),
                        city -> {
                            city.camera(Ids.camera(DISTRICT, 9), city.hangsUp(DISTRICT));
                            city.calls("city", Ids.camera(DISTRICT, 9));
                        }),
                fault(
                        Cause.NO_ACK,
                        Ids.camera(DISTRICT, 4),
                        "no-ack",
                        "200 OK (INVITE) (again)",
                        new Text("The call is answered 200 and ended by our BYE.", "呼叫返回 200 后被我方 BYE 结束。"),
                        new Text("The upper's ACK never arrives.", "上级平台的 ACK 从未到达。"),
                        CallFaults::acknowledgesNothing));
    }

    private static void takesTheOnlyPorts(FaultyCity city) {
        city.camera(Ids.camera(TINY, 1), city.films(Reel.SOUND));
        city.calls("city", Ids.camera(TINY, 1));
        city.awaitViewers("city", Ids.camera(TINY, 1));
        city.calls("city", Ids.camera(TINY, 2));
    }

    private static void acknowledgesNothing(FaultyCity city) {
        String id = Ids.camera(DISTRICT, 4);
        city.camera(id, city.films(Reel.SOUND));
        city.callsWithoutAck("city", id);
    }
}
