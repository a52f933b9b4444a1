package cascade.gateway.explain.fault;

import static cascade.gateway.explain.fault.FaultyConfig.DISTRICT;
import static cascade.gateway.explain.fault.FaultyConfig.DYING_UPPER;
import static cascade.gateway.explain.fault.FaultyConfig.EARLY_CLOCK_UPPER;
import static cascade.gateway.explain.fault.FaultyConfig.QUIET_UPPER;
import static cascade.gateway.explain.fault.FaultyConfig.REFUSING_UPPER;
import static cascade.gateway.explain.fault.FaultyConfig.TURNED_AWAY_UPPER;
import static cascade.gateway.explain.fault.FaultyConfig.UNREACHABLE_UPPER;
import static cascade.gateway.explain.fault.FaultyConfig.WRONG_PASSWORD_UPPER;

import cascade.gateway.explain.finding.Cause;
import cascade.gateway.explain.finding.Text;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.testkit.sip.ScriptedPlatform;
import java.time.Duration;
import java.util.List;
import java.util.function.Consumer;

/** Faults between the gateway and an upper, before any call. */
final class UpperFaults {

    private static final int ELSEWHERE = 202;

    private UpperFaults() {}

    private static Fault fault(Cause cause, int upper, Text symptom, Text injected, Consumer<FaultyCity> inject) {
        return new Fault(
                cause, FaultyConfig.upperName(upper), Ids.camera(DISTRICT, 1), "", "", symptom, injected, inject);
    }

    static List<Fault> all() {
        return List.of(
                fault(
                        Cause.UPPER_PASSWORD,
                        WRONG_PASSWORD_UPPER,
                        new Text("The upper shows the gateway offline.", "上级平台显示网关离线。"),
                        new Text(
                                "The upper challenges REGISTER and refuses the password that answers.",
                                "上级平台对 REGISTER 质询，并拒绝应答中的密码。"),
                        city -> city.upper(WRONG_PASSWORD_UPPER).on("REGISTER", UpperFaults::challenge)),
                fault(
                        Cause.UPPER_REFUSED,
                        REFUSING_UPPER,
                        new Text("The upper does not list the gateway at all.", "上级平台中看不到网关。"),
                        new Text("The upper answers REGISTER with 403.", "上级平台以 403 应答 REGISTER。"),
                        city -> city.upper(REFUSING_UPPER).on("REGISTER", ScriptedPlatform.refuse(403))),
                fault(
                        Cause.UPPER_UNREACHABLE,
                        UNREACHABLE_UPPER,
                        new Text("The gateway never comes online at the upper.", "网关在上级平台始终不上线。"),
                        new Text("Nobody listens at the upper's address.", "上级平台地址上无人监听。"),
                        city -> {}),
                fault(
                        Cause.UPPER_KEEPALIVE_LOST,
                        DYING_UPPER,
                        new Text("The gateway was online and went offline at the upper.", "网关曾在线，随后在上级平台掉线。"),
                        new Text(
                                "The upper takes the registration, then answers nothing any more.",
                                "上级平台接受注册后不再应答任何消息。"),
                        UpperFaults::dies),
                fault(
                        Cause.UPPER_TURNED_AWAY,
                        TURNED_AWAY_UPPER,
                        new Text(
                                "The gateway is online at the upper, and each call is answered 403.",
                                "网关在线，但每次呼叫都返回 403。"),
                        new Text(
                                "The upper sends its requests from another address than the configured one.",
                                "上级平台从未配置的地址发送请求。"),
                        UpperFaults::asksFromElsewhere),
                fault(
                        Cause.UPPER_NEVER_ASKED,
                        QUIET_UPPER,
                        new Text(
                                "The upper says that it queried the catalog; it stays empty there.",
                                "上级平台称已查询目录，但目录为空。"),
                        new Text(
                                "The upper takes registration and keepalives and sends nothing: SIP one way.",
                                "上级平台接受注册和心跳，但不发来任何请求：SIP 单向。"),
                        city -> city.upper(QUIET_UPPER)),
                fault(
                        Cause.CLOCK_OFFSET,
                        EARLY_CLOCK_UPPER,
                        new Text("Live pictures play, recordings are not found.", "实时正常，录像查不到。"),
                        new Text(
                                "The Date in the upper's 200 to REGISTER is a day ahead.",
                                "上级平台对 REGISTER 的 200 中 Date 快一天。"),
                        UpperFaults::isADayAhead));
    }

    private static void challenge(ServerTransaction register) {
        register.respond(register.answer(401)
                .header(
                        "WWW-Authenticate",
                        "Digest realm=\"3728000000\", nonce=\"" + register.hashCode() + "\", algorithm=MD5")
                .build());
    }

    private static void dies(FaultyCity city) {
        ScriptedPlatform upper = city.upper(DYING_UPPER);
        city.awaitOnline(FaultyConfig.upperName(DYING_UPPER));
        upper.on("MESSAGE", ScriptedPlatform.keepSilent());
        upper.on("REGISTER", ScriptedPlatform.keepSilent());
    }

    private static void asksFromElsewhere(FaultyCity city) {
        city.upper(TURNED_AWAY_UPPER);
        ScriptedPlatform elsewhere = city.elsewhere(ELSEWHERE, Ids.upper(TURNED_AWAY_UPPER), city.net.host(1));
        city.run(() -> elsewhere.post(CatalogQuery.of(1, new DeviceId(Ids.GATEWAY))));
    }

    private static void isADayAhead(FaultyCity city) {
        ScriptedPlatform upper = city.upper(EARLY_CLOCK_UPPER);
        upper.on("REGISTER", FaultyCity.accepting(Duration.ofHours(24).plusMinutes(30)));
        city.run(() -> upper.post(CatalogQuery.of(1, new DeviceId(Ids.GATEWAY))));
    }
}
