package cascade.gateway.explain;

import cascade.gateway.domain.identify.RejectReason;
import cascade.gateway.domain.identify.Stranger;
import cascade.gateway.explain.fact.PeerSigns;
import cascade.gateway.explain.fact.PlatformFacts;
import cascade.gateway.explain.finding.Cause;
import cascade.gateway.explain.finding.Finding;
import cascade.gateway.explain.finding.Span;
import cascade.gateway.explain.finding.Text;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;

/** Checks that are the same for an upper and a lower. Pure. */
final class PlatformCheck {

    /** A recording is asked for by times in seconds; whoever reads a clock is not surprised by less. */
    static final Duration WRONG_CLOCK = Duration.ofMinutes(1);

    private PlatformCheck() {}

    static Map<String, String> facts(PlatformFacts platform) {
        PeerSigns signs = platform.signs();
        return new FactList()
                .put("domain", platform.name())
                .put("deviceId", platform.deviceId())
                .put("state", platform.state().label())
                .put("since", platform.since())
                .put("configured", platform.at())
                .put("peer", platform.peer())
                .put("lastRequest", signs.lastRequest())
                .put("lastAnswer", signs.lastAnswer())
                .put("unanswered", signs.unanswered())
                .put("keepalives", platform.keepalives())
                .put("clockOffsetSeconds", signs.clockOffset().map(Duration::toSeconds))
                .put("contact", signs.contact())
                .put("lastError", platform.lastError())
                .put("offlineReason", platform.left().map(reason -> reason.label()))
                .put(
                        "turnedAway",
                        platform.turnedAway().stream().findFirst().map(last -> last.id() + " at " + last.address()))
                .list();
    }

    /** What is odd about a platform that is online. */
    static Optional<Finding> oddity(PlatformFacts platform) {
        return clock(platform).or(() -> contact(platform));
    }

    private static Optional<Finding> clock(PlatformFacts platform) {
        return platform.signs()
                .clockOffset()
                .filter(offset -> offset.abs().compareTo(WRONG_CLOCK) > 0)
                .map(offset -> new Finding(
                        Cause.CLOCK_OFFSET,
                        offset.isNegative()
                                ? Text.of(
                                        "The clock of %s is %s behind ours",
                                        "%s 的时钟比本机慢 %s", platform.name(), Span.of(offset))
                                : Text.of(
                                        "The clock of %s is %s ahead of ours",
                                        "%s 的时钟比本机快 %s", platform.name(), Span.of(offset)),
                        Text.of(
                                "live pictures play, but recordings are searched for at other hours; set one NTP server"
                                        + " for both",
                                "实时画面不受影响，但录像检索会落在错误的时段；请双方使用同一 NTP 服务器校时")));
    }

    private static Optional<Finding> contact(PlatformFacts platform) {
        return platform.signs()
                .contact()
                .map(contact -> new Finding(
                        Cause.CONTACT_BEHIND_NAT,
                        Text.of(
                                "The Contact of %s says %s, but it speaks from %s: it stands behind NAT",
                                "%s 的 Contact 写的是 %s，实际来自 %s：它在 NAT 之后",
                                platform.name(),
                                contact,
                                platform.peer().orElse("?")),
                        Text.of(
                                "The gateway sends to where it speaks from; where calls still fail, have the platform"
                                        + " write its public address, or have the NAT keep UDP mappings longer than its"
                                        + " keepalive interval",
                                "网关已改为向其实际来源地址发送；若呼叫仍失败，请让对方在 Contact 中填写公网地址，或让 NAT 的 UDP 映射保持时间长于其心跳周期")));
    }

    /**
     * The newest that was turned away near this platform and since when nothing of it itself has come; a platform that
     * has only to register is none.
     */
    static Optional<Stranger> turnedAway(PlatformFacts platform) {
        Instant heard = platform.signs().lastRequest().orElse(Instant.MIN);
        return platform.turnedAway().stream()
                .filter(stranger -> !is(stranger, RejectReason.NOT_REGISTERED))
                .filter(stranger -> stranger.last().isAfter(heard))
                .findFirst();
    }

    static Text turnedAwayText(PlatformFacts platform, Stranger stranger) {
        if (is(stranger, RejectReason.UNKNOWN_ID)) {
            return Text.of(
                    "%s from %s is turned away: it calls itself %s, and %s is configured as %s",
                    "来自 %2$s 的 %1$s 被拒绝：它自称 %3$s，而 %4$s 配置的编码是 %5$s",
                    stranger.method(),
                    stranger.address(),
                    stranger.id(),
                    platform.name(),
                    platform.deviceId());
        }
        if (is(stranger, RejectReason.BOUND_ELSEWHERE)) {
            return Text.of(
                    "%s of %s from %s is turned away: that id is registered from %s, which is still alive",
                    "%2$s 从 %3$s 发来的 %1$s 被拒绝：该编码已从 %4$s 注册且仍在线",
                    stranger.method(),
                    stranger.id(),
                    stranger.address(),
                    platform.peer().orElse("?"));
        }
        return Text.of(
                "%s of %s from %s is turned away: %s may speak from %s only",
                "%2$s 从 %3$s 发来的 %1$s 被拒绝：%4$s 只允许来自 %5$s",
                stranger.method(),
                stranger.id(),
                stranger.address(),
                platform.name(),
                platform.at());
    }

    private static boolean is(Stranger stranger, RejectReason reason) {
        return stranger.reason().equals(reason.label());
    }

    /** " (the last error)", or nothing. */
    static Text error(PlatformFacts platform) {
        return platform.lastError()
                .map(error -> Text.of(" (%s)", "（%s）", error))
                .orElse(new Text("", ""));
    }

    static Text ago(Instant then, Instant now) {
        return Span.of(Duration.between(then, now));
    }
}
