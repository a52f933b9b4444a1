package cascade.gateway.explain.fault;

import static cascade.gateway.explain.fault.FaultyConfig.CITY;
import static cascade.gateway.explain.fault.FaultyConfig.EXPIRES;
import static cascade.gateway.explain.fault.FaultyConfig.FOREIGN;
import static cascade.gateway.explain.fault.FaultyConfig.LEAVES;
import static cascade.gateway.explain.fault.FaultyConfig.NAT;
import static cascade.gateway.explain.fault.FaultyConfig.NEVER;
import static cascade.gateway.explain.fault.FaultyConfig.ONE_WAY;
import static cascade.gateway.explain.fault.FaultyConfig.SILENT;
import static cascade.gateway.explain.fault.FaultyConfig.WRONG_ID;
import static cascade.gateway.explain.fault.FaultyConfig.WRONG_PASSWORD;

import cascade.gateway.explain.finding.Cause;
import cascade.gateway.explain.finding.Text;
import cascade.gateway.sip.auth.DigestAnswer;
import cascade.gateway.sip.auth.DigestClient;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.testkit.sip.ScriptedPlatform;
import java.util.List;
import java.util.function.Consumer;

/** Faults between the gateway and a lower, before any call. */
final class LowerFaults {

    private static final int ELSEWHERE = 203;

    private LowerFaults() {}

    private static Fault fault(Cause cause, int lower, Text symptom, Text injected, Consumer<FaultyCity> inject) {
        return new Fault(cause, FaultyConfig.upperName(CITY), Ids.camera(lower, 1), "", "", symptom, injected, inject);
    }

    static List<Fault> all() {
        return List.of(
                fault(
                        Cause.LOWER_PASSWORD,
                        WRONG_PASSWORD,
                        new Text("A lower never comes online.", "下级平台始终不上线。"),
                        new Text("It answers the challenge by another password.", "它用另一个密码应答质询。"),
                        LowerFaults::registersByAnotherPassword),
                fault(
                        Cause.LOWER_TURNED_AWAY,
                        WRONG_ID,
                        new Text("A lower never comes online, and says that it is refused.", "下级平台始终不上线，并称被拒绝。"),
                        new Text("It registers under another id than the configured one.", "它用未配置的编码注册。"),
                        city -> registers(city, FaultyConfig.LOWERS + WRONG_ID, "37280699002000000001")),
                fault(
                        Cause.LOWER_TURNED_AWAY,
                        FOREIGN,
                        new Text("A lower got another address and is offline since.", "下级平台更换地址后一直离线。"),
                        new Text("It registers from an address outside allow-from.", "它从 allow-from 之外的地址注册。"),
                        city -> registers(city, ELSEWHERE, Ids.lower(FOREIGN))),
                fault(
                        Cause.LOWER_NEVER_REGISTERED,
                        NEVER,
                        new Text("A lower never comes online.", "下级平台始终不上线。"),
                        new Text("Nothing of it arrives.", "没有收到它的任何消息。"),
                        city -> {}),
                fault(
                        Cause.LOWER_DEREGISTERED,
                        LEAVES,
                        new Text("A lower's cameras all went grey at once.", "某下级的摄像机同时变灰。"),
                        new Text("It sends REGISTER with Expires 0.", "它发送 Expires 为 0 的 REGISTER。"),
                        city -> {
                            ScriptedPlatform lower = city.lower(LEAVES, 2);
                            lower.register(3_600);
                            city.awaitChannels("left", 2);
                            lower.register(0);
                        }),
                fault(
                        Cause.LOWER_EXPIRED,
                        EXPIRES,
                        new Text("A lower goes offline some time after each restart.", "下级平台重启后过一段时间就离线。"),
                        new Text("It registers for some seconds and does not refresh.", "它注册数秒且不刷新。"),
                        city -> {
                            ScriptedPlatform lower = city.lower(EXPIRES, 2);
                            lower.register(3);
                            city.awaitChannels("expired", 2);
                        }),
                fault(
                        Cause.LOWER_KEEPALIVE_LOST,
                        SILENT,
                        new Text("A lower goes offline while its picture at home is fine.", "下级平台自身正常，却显示离线。"),
                        new Text("It registers and sends no keepalive.", "它注册后不发送心跳。"),
                        city -> {
                            ScriptedPlatform lower = city.lower(SILENT, 2);
                            lower.register(3_600);
                            city.awaitChannels("silent", 2);
                        }),
                fault(
                        Cause.LOWER_ONE_WAY,
                        ONE_WAY,
                        new Text("A lower registers, and its catalog stays empty.", "下级平台已注册，但目录为空。"),
                        new Text(
                                "Its requests arrive, and none of ours is answered: a firewall lets SIP pass one way.",
                                "它的请求能到达，但我们的请求都得不到应答：防火墙只放行单向 SIP。"),
                        LowerFaults::answersNothing),
                fault(
                        Cause.CONTACT_BEHIND_NAT,
                        NAT,
                        new Text("Calls to a lower behind NAT fail now and then.", "到 NAT 后下级的呼叫时好时坏。"),
                        new Text("The Contact of its REGISTER is a private address.", "其 REGISTER 的 Contact 是私网地址。"),
                        LowerFaults::namesAPrivateContact));
    }

    private static void registers(FaultyCity city, int host, String id) {
        city.elsewhere(host, id, city.net.host(2)).register(3_600);
    }

    private static void registersByAnotherPassword(FaultyCity city) {
        ScriptedPlatform lower = city.lower(WRONG_PASSWORD, 2);
        SipRequest first = lower.request("REGISTER")
                .to(lower.contact())
                .header("Expires", "3600")
                .build();
        var guess = new DigestClient(Ids.lower(WRONG_PASSWORD), "ours", () -> "cnonce");
        if (guess.answer(first, lower.send(first)) instanceof DigestAnswer.Retry(SipRequest second)) {
            lower.send(second);
        }
    }

    private static void answersNothing(FaultyCity city) {
        ScriptedPlatform lower = city.lower(ONE_WAY, 2);
        for (String method : List.of("MESSAGE", "OPTIONS", "INVITE", "SUBSCRIBE")) {
            lower.on(method, ScriptedPlatform.keepSilent());
        }
        lower.register(3_600);
        city.keepsAlive(lower, ONE_WAY);
    }

    private static void namesAPrivateContact(FaultyCity city) {
        ScriptedPlatform lower = city.lower(NAT, 2);
        lower.send(SipRequest.builder("REGISTER", SipUri.of(Ids.GATEWAY, city.net.host(2), 7_100))
                .from(lower.contact().withTag("nat"))
                .to(lower.contact())
                .callId("nat")
                .cseq(1)
                .contact(NameAddr.of(SipUri.of(Ids.lower(NAT), "192.168.1.20", 7_100)))
                .header("Expires", "3600")
                .build());
        city.awaitChannels("nat", 2);
    }
}
