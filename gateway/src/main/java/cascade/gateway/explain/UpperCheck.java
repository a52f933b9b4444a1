package cascade.gateway.explain;

import cascade.gateway.domain.identify.Stranger;
import cascade.gateway.domain.status.FailureKind;
import cascade.gateway.domain.status.OfflineReason;
import cascade.gateway.explain.fact.PathFacts;
import cascade.gateway.explain.fact.PlatformFacts;
import cascade.gateway.explain.finding.Cause;
import cascade.gateway.explain.finding.Finding;
import cascade.gateway.explain.finding.Step;
import cascade.gateway.explain.finding.Text;
import java.util.Optional;

/** Whether we are registered with the upper, and it speaks to us. Pure. */
final class UpperCheck {

    private UpperCheck() {}

    static Step of(PathFacts facts) {
        PlatformFacts upper = facts.upper();
        Optional<Finding> finding = upper.isOnline() ? whileOnline(upper) : Optional.of(offline(upper));
        return finding.map(found -> Step.of(Step.Place.UPPER, found, PlatformCheck.facts(upper)))
                .orElseGet(() -> Step.ok(Step.Place.UPPER, heard(facts), PlatformCheck.facts(upper)));
    }

    private static Text heard(PathFacts facts) {
        PlatformFacts upper = facts.upper();
        return Text.of(
                "registered with %s for %s; its last request came %s ago",
                "已在 %s 注册 %s；它最近一次请求在 %s前",
                upper.name(),
                PlatformCheck.ago(upper.since(), facts.now()),
                PlatformCheck.ago(upper.signs().lastRequest().orElse(upper.since()), facts.now()));
    }

    private static Optional<Finding> whileOnline(PlatformFacts upper) {
        return PlatformCheck.turnedAway(upper)
                .map(stranger -> turnedAway(upper, stranger))
                .or(() -> PlatformCheck.oddity(upper))
                .or(() -> upper.signs().lastRequest().isEmpty() ? Optional.of(neverAsked(upper)) : Optional.empty());
    }

    private static Finding turnedAway(PlatformFacts upper, Stranger stranger) {
        return new Finding(
                Cause.UPPER_TURNED_AWAY,
                PlatformCheck.turnedAwayText(upper, stranger),
                Text.of(
                        "set domains.%1$s.hosts and device-id to what it uses, or have it send from the address and"
                                + " under the id that are configured",
                        "请把 domains.%1$s 的 hosts 与 device-id 改为它实际使用的地址和编码，或让它按配置的地址和编码发送", upper.name()));
    }

    private static Finding neverAsked(PlatformFacts upper) {
        return new Finding(
                Cause.UPPER_NEVER_ASKED,
                Text.of(
                        "%s took our registration, but no request of it has ever come",
                        "%s 接受了我们的注册，但从未向我们发来任何请求", upper.name()),
                Text.of(
                        "let it query the catalog or play; where it says that it did, a firewall or NAT eats what it"
                                + " sends to us, or it sends to another address: look at gateway.networks.*.sip.advertise",
                        "请在上级查询目录或点播；若它已发送而此处仍无，则是防火墙或 NAT 丢弃，或它发往了别的地址：请检查 gateway.networks.*.sip.advertise"));
    }

    private static Finding offline(PlatformFacts upper) {
        Optional<FailureKind> failure = upper.failure();
        if (failure.filter(FailureKind.PASSWORD::equals).isPresent()) {
            return new Finding(
                    Cause.UPPER_PASSWORD,
                    Text.of("%s refuses our password%s", "%s 拒绝了我们的密码%s", upper.name(), PlatformCheck.error(upper)),
                    Text.of(
                            "compare domains.%1$s.auth (user name and password) with the account there",
                            "请核对 domains.%1$s.auth（用户名、密码）与上级平台的账号是否一致", upper.name()));
        }
        if (failure.filter(FailureKind.REFUSED::equals).isPresent()) {
            return new Finding(
                    Cause.UPPER_REFUSED,
                    Text.of("%s refuses our registration%s", "%s 拒绝了我们的注册%s", upper.name(), PlatformCheck.error(upper)),
                    Text.of(
                            "have it add us as a lower platform under the id of domains.%1$s.local-device-id, enabled"
                                    + " and permitted from our address",
                            "请上级以 domains.%1$s.local-device-id 的编码把我们添加为下级平台，并启用、放行我们的地址", upper.name()));
        }
        if (upper.left().filter(OfflineReason.KEEPALIVE_LOST::equals).isPresent()) {
            return new Finding(
                    Cause.UPPER_KEEPALIVE_LOST,
                    Text.of("%s answers our keepalives no more", "%s 不再应答我们的心跳", upper.name()),
                    Text.of(
                            "see that %s runs and that nothing on the way to %s drops SIP; we register again by"
                                    + " ourselves",
                            "请确认 %s 正在运行，且通往 %s 的链路没有丢弃 SIP；网关会自动重新注册", upper.name(), upper.at()));
        }
        return new Finding(
                Cause.UPPER_UNREACHABLE,
                Text.of(
                        "%s does not answer our REGISTER%s",
                        "%s 不应答我们的注册请求%s", upper.name(), PlatformCheck.error(upper)),
                Text.of(
                        "check domains.%s.hosts (%s) and its transport, then routes and firewalls; we keep trying",
                        "请检查 domains.%s.hosts（%s）与传输协议，再检查路由和防火墙；网关会持续重试", upper.name(), upper.at()));
    }
}
