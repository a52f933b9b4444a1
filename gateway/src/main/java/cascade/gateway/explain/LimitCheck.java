package cascade.gateway.explain;

import cascade.gateway.call.record.LimitUse;
import cascade.gateway.explain.fact.PathFacts;
import cascade.gateway.explain.finding.Cause;
import cascade.gateway.explain.finding.Finding;
import cascade.gateway.explain.finding.Step;
import cascade.gateway.explain.finding.Text;
import cascade.gateway.media.PortUsage;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Whether one more call is taken: a drain, limits, ports, and the gateway's own load. Pure. */
final class LimitCheck {

    /** RTP and RTCP. */
    private static final int PAIR = 2;

    private LimitCheck() {}

    static Step of(PathFacts facts) {
        Map<String, String> told = told(facts);
        // who watches already has what it needs
        Optional<Finding> finding = MediaCheck.isWatched(facts) ? Optional.empty() : finding(facts);
        return finding.map(found -> Step.of(Step.Place.LIMITS, found, told))
                .orElseGet(() -> facts.limits().isEmpty()
                        ? Step.unknown(Step.Place.LIMITS, Text.of("not known before the lower is", "下级平台未知，无法判断限额"))
                        : Step.ok(
                                Step.Place.LIMITS,
                                Text.of("there is room for one more call: limits, ports and load", "限额、端口与负载均允许再接一路"),
                                told));
    }

    private static Map<String, String> told(PathFacts facts) {
        var list = new FactList();
        facts.limits().forEach(limit -> list.put(limit.key(), limit.used() + " of " + limit.limit()));
        facts.ports()
                .forEach(ports -> list.put(
                        "ports of " + ports.network(),
                        ports.shared().isPresent()
                                ? "one pair for all"
                                : ports.used() + " used, " + ports.quarantined() + " resting, " + ports.free()
                                        + " free"));
        facts.draining().ifPresent(since -> list.put("draining since", since));
        return list.put("overload", facts.overloaded()).list();
    }

    private static Optional<Finding> finding(PathFacts facts) {
        return facts.draining()
                .map(LimitCheck::draining)
                .or(() -> facts.limits().stream()
                        .filter(LimitUse::isReached)
                        .findFirst()
                        .map(LimitCheck::reached))
                .or(() -> facts.ports().stream()
                        .filter(LimitCheck::isExhausted)
                        .findFirst()
                        .map(LimitCheck::exhausted))
                .or(() -> facts.overloaded() ? Optional.of(overload()) : Optional.empty());
    }

    private static boolean isExhausted(PortUsage ports) {
        return ports.shared().isEmpty() && ports.free() < PAIR;
    }

    private static Finding draining(Instant since) {
        return new Finding(
                Cause.DRAINING,
                Text.of(
                        "The gateway drains since %s: an operator has it run out before a restart, new calls are refused with"
                                + " 503",
                        "网关自 %s 起处于排空状态：运维人员正在为重启做准备，新呼叫被 503 拒绝", since),
                Text.of(
                        "restart it, or take the drain back: cascade-gateway drain --undo (DELETE /api/v1/drain)",
                        "请完成重启，或撤销排空：cascade-gateway drain --undo（DELETE /api/v1/drain）"));
    }

    private static Finding reached(LimitUse limit) {
        return new Finding(
                Cause.LIMIT_REACHED,
                Text.of(
                        "The limit of %d %s is reached (%s), more calls are refused",
                        "%3$s 的上限 %1$d 已用满，新的呼叫会被拒绝", limit.limit(), limit.what(), limit.key()),
                Text.of(
                        "end calls that nobody needs, see /api/v1/streams, or raise %s",
                        "请结束不需要的呼叫（见 /api/v1/streams），或调大 %s", limit.key()));
    }

    private static Finding exhausted(PortUsage ports) {
        return new Finding(
                Cause.PORTS_EXHAUSTED,
                Text.of(
                        "Network %s has no free pair of media ports (%d in use, %d resting after use)",
                        "网络 %s 没有空闲的媒体端口对（占用 %d，冷却 %d）", ports.network(), ports.used(), ports.quarantined()),
                Text.of(
                        "widen gateway.networks.%s.media.ports; each leg takes two",
                        "请扩大 gateway.networks.%s.media.ports；每一路媒体占用两个端口", ports.network()));
    }

    private static Finding overload() {
        return new Finding(
                Cause.OVERLOAD,
                Text.of("The gateway is overloaded and refuses some new calls with 503", "网关过载，部分新呼叫被 503 拒绝"),
                Text.of(
                        "look at cascade_loop_lag_seconds, CPU and heap; it takes all calls again by itself",
                        "请查看 cascade_loop_lag_seconds、CPU 与堆内存；负载回落后会自动恢复"));
    }
}
