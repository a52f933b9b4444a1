package cascade.gateway.explain;

import cascade.gateway.domain.identify.Stranger;
import cascade.gateway.domain.status.FailureKind;
import cascade.gateway.domain.status.OfflineReason;
import cascade.gateway.explain.fact.CatalogFacts;
import cascade.gateway.explain.fact.PathFacts;
import cascade.gateway.explain.fact.PeerSigns;
import cascade.gateway.explain.fact.PlatformFacts;
import cascade.gateway.explain.finding.Cause;
import cascade.gateway.explain.finding.Finding;
import cascade.gateway.explain.finding.Step;
import cascade.gateway.explain.finding.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/** Whether the lower is registered here, heard from and answering. Pure. */
final class LowerCheck {

    /** Of a peer that is heard: something of it comes within that time, since keepalives do. */
    private static final Duration HEARD = Duration.ofMinutes(3);

    private LowerCheck() {}

    static Step of(PathFacts facts) {
        // of a channel that is not known, the lower that ought to have told of it
        return facts.lower()
                .or(() -> ChannelCheck.lacking(facts).map(CatalogFacts::lower))
                .map(lower -> finding(lower, facts.now())
                        .map(found -> Step.of(Step.Place.LOWER, found, PlatformCheck.facts(lower)))
                        .orElseGet(
                                () -> Step.ok(Step.Place.LOWER, heard(lower, facts.now()), PlatformCheck.facts(lower))))
                .orElseGet(() -> Step.unknown(
                        Step.Place.LOWER, Text.of("which lower has the channel is not known", "不知道该通道属于哪个下级平台")));
    }

    private static Text heard(PlatformFacts lower, Instant now) {
        return Text.of(
                "%s has been online for %s; its last request came %s ago",
                "%s 已在线 %s；它最近一次请求在 %s前",
                lower.name(),
                PlatformCheck.ago(lower.since(), now),
                PlatformCheck.ago(lower.signs().lastRequest().orElse(lower.since()), now));
    }

    static Optional<Finding> finding(PlatformFacts lower, Instant now) {
        if (answersNothing(lower, now)) {
            return Optional.of(oneWay(lower));
        }
        return lower.isOnline() ? PlatformCheck.oddity(lower) : Optional.of(offline(lower));
    }

    /** It is heard, and has answered nothing for longer than an answer is waited for. */
    private static boolean answersNothing(PlatformFacts lower, Instant now) {
        PeerSigns signs = lower.signs();
        boolean heard = signs.lastRequest()
                .filter(last -> last.isAfter(now.minus(HEARD)))
                .isPresent();
        boolean registered = lower.isOnline()
                || lower.left().filter(OfflineReason.UNREACHABLE::equals).isPresent();
        return heard
                && registered
                && signs.unanswered() > 1
                && signs.unansweredSince()
                        .filter(since -> since.plus(lower.patience()).isBefore(now))
                        .isPresent();
    }

    private static Finding oneWay(PlatformFacts lower) {
        return new Finding(
                Cause.LOWER_ONE_WAY,
                Text.of(
                        "%s is heard, but answers none of our requests: SIP passes one way only",
                        "能收到 %s 的消息，但它不应答我们的任何请求：SIP 单向可达", lower.name()),
                Text.of(
                        "open the way from us to %s (UDP or TCP, as domains.%s.transport says) in firewalls and NAT, and"
                                + " see that it listens there",
                        "请在防火墙和 NAT 上放行本机到 %s 的信令（按 domains.%s.transport 为 UDP 或 TCP），并确认它在该端口监听",
                        lower.peer().orElse(lower.at()),
                        lower.name()));
    }

    private static Finding offline(PlatformFacts lower) {
        if (lower.failure().filter(FailureKind.PASSWORD::equals).isPresent()) {
            return new Finding(
                    Cause.LOWER_PASSWORD,
                    Text.of(
                            "The registration of %s fails at its password%s",
                            "%s 注册失败：密码不符%s", lower.name(), PlatformCheck.error(lower)),
                    Text.of(
                            "set the same password there and in domains.%1$s.auth",
                            "请把对方平台的密码与 domains.%1$s.auth 设为一致", lower.name()));
        }
        Optional<Stranger> stranger = PlatformCheck.turnedAway(lower);
        if (stranger.isPresent()) {
            return new Finding(
                    Cause.LOWER_TURNED_AWAY,
                    PlatformCheck.turnedAwayText(lower, stranger.get()),
                    Text.of(
                            "set domains.%1$s.device-id and allow-from to what it uses, or have it register under the id"
                                    + " and from the address that are configured",
                            "请把 domains.%1$s 的 device-id 与 allow-from 改为它实际使用的编码和地址，或让它按配置的编码和地址注册", lower.name()));
        }
        return lower.left().map(reason -> left(lower, reason)).orElseGet(() -> never(lower));
    }

    private static Finding never(PlatformFacts lower) {
        return new Finding(
                Cause.LOWER_NEVER_REGISTERED,
                Text.of(
                        "%s has not registered since the gateway started%s",
                        "网关启动以来 %s 从未注册%s", lower.name(), PlatformCheck.error(lower)),
                Text.of(
                        "see that it runs, registers to our address under id %s, and that its SIP reaches us; whoever is"
                                + " turned away stands in /api/v1/strangers",
                        "请确认它正在运行、以编码 %s 向本机注册，且其 SIP 能到达本机；被拒绝的来源见 /api/v1/strangers", lower.deviceId()));
    }

    private static Finding left(PlatformFacts lower, OfflineReason reason) {
        Text error = PlatformCheck.error(lower);
        return switch (reason) {
            case DEREGISTERED ->
                new Finding(
                        Cause.LOWER_DEREGISTERED,
                        Text.of("%s has ended its registration itself", "%s 主动注销了注册", lower.name()),
                        Text.of("start it, or enable its cascade, there", "请在对方平台启动或启用级联"));
            case EXPIRED ->
                new Finding(
                        Cause.LOWER_EXPIRED,
                        Text.of("The registration of %s ran out and was not refreshed", "%s 的注册已过期且未刷新", lower.name()),
                        Text.of(
                                "see that it runs and reaches us; it has to send REGISTER again",
                                "请确认它正在运行且能到达本机；它需要重新发送 REGISTER"));
            case KEEPALIVE_LOST ->
                new Finding(
                        Cause.LOWER_KEEPALIVE_LOST,
                        Text.of("%s is offline: its keepalives stay away%s", "%s 离线：心跳中断%s", lower.name(), error),
                        Text.of(
                                "see that it runs and that its network reaches us; where it sends them less often, raise"
                                        + " domains.%1$s.keepalive",
                                "请确认它正在运行且网络可达本机；若它的心跳周期更长，请调大 domains.%1$s.keepalive", lower.name()));
            case UNREACHABLE, REFUSED ->
                new Finding(
                        Cause.LOWER_UNREACHABLE,
                        Text.of("%s is offline: it answers nothing any more%s", "%s 离线：不再有任何应答%s", lower.name(), error),
                        Text.of(
                                "see that it runs, and that the way to %s is open",
                                "请确认它正在运行，且到 %s 的链路畅通", lower.peer().orElse(lower.at())));
            case RECONFIGURED, MOVED, REMOVED, SHUTDOWN ->
                new Finding(
                        Cause.LOWER_NEVER_REGISTERED,
                        Text.of(
                                "%s has not registered since its configuration changed",
                                "配置变更后 %s 尚未重新注册", lower.name()),
                        Text.of("have it register again", "请让它重新注册"));
        };
    }
}
