package cascade.gateway.explain;

import cascade.gateway.call.record.CallMedia;
import cascade.gateway.call.record.EndedCall;
import cascade.gateway.call.sdp.MediaTargets;
import cascade.gateway.explain.fact.ChannelFacts;
import cascade.gateway.explain.fact.PathFacts;
import cascade.gateway.explain.finding.Cause;
import cascade.gateway.explain.finding.Finding;
import cascade.gateway.explain.finding.Span;
import cascade.gateway.explain.finding.Text;
import java.time.Duration;
import java.util.Optional;

/** What a call's end says about the next one; nothing, where what ended it is no longer so or was meant. Pure. */
final class CallFindings {

    private CallFindings() {}

    static Optional<Finding> of(PathFacts facts, EndedCall call) {
        return switch (call.cause()) {
            case UPPER_BYE -> seenNothing(call);
            // their states now are looked at on the way
            case FILE_END, ADMIN, SHUTDOWN, LOWER_OFFLINE, UPPER_OFFLINE, LIMIT -> Optional.empty();
            case NOT_FOUND -> otherId(facts, call);
            case NOT_PERMITTED -> Optional.of(notPermitted(facts, call));
            case BAD_OFFER -> Optional.of(badOffer(facts, call));
            case REJECTED_BY_LOWER -> Optional.of(rejected(call));
            case LOWER_TIMEOUT -> Optional.of(silent(call));
            case LOWER_BYE -> Optional.of(lowerHungUp(call));
            case CANCELLED -> Optional.of(cancelled(facts, call));
            case NO_ACK -> Optional.of(noAck(facts));
            case NO_MEDIA, MEDIA_TIMEOUT -> Optional.of(MediaFindings.ofEnded(call));
            case NO_RECEIVER ->
                Optional.of(MediaFindings.noReceiver(facts.upper().name(), call));
            case INTERNAL -> Optional.of(fault(call));
        };
    }

    /** The upper gave up a call in which nothing came. */
    private static Optional<Finding> seenNothing(EndedCall call) {
        return call.answered().isPresent() && call.packets() == 0
                ? Optional.of(MediaFindings.ofEnded(call))
                : Optional.empty();
    }

    private static Optional<Finding> otherId(PathFacts facts, EndedCall call) {
        return facts.channel()
                .filter(channel -> call.channelId().equals(channel.originalId()))
                .flatMap(channel -> channel.visibility().exportedId().map(exported -> exported.value()))
                .filter(exported -> !exported.equals(call.channelId()))
                .map(exported -> new Finding(
                        Cause.OTHER_ID,
                        Text.of(
                                "%s called the channel by its original id %s, but knows it as %s",
                                "%s 用原始编码 %s 呼叫该通道，但它应使用 %s", facts.upper().name(), call.channelId(), exported),
                        Text.of("refresh the catalog there, and play it as %s", "请在上级刷新目录，并以 %s 点播", exported)));
    }

    private static Finding notPermitted(PathFacts facts, EndedCall call) {
        return new Finding(
                Cause.NOT_PERMITTED,
                Text.of(
                        "The last call of %s was refused with %d: %s",
                        "%s 的最近一次呼叫被 %d 拒绝：%s", facts.upper().name(), call.status(), call.detail()),
                Text.of(
                        "see domains.%1$s.permissions, and reload",
                        "请检查 domains.%1$s.permissions 并重新加载", facts.upper().name()));
    }

    private static Finding badOffer(PathFacts facts, EndedCall call) {
        String upper = facts.upper().name();
        if (MediaTargets.isRefusal(call.detail())) {
            return new Finding(
                    Cause.MEDIA_ADDRESS_REFUSED,
                    Text.of(
                            "%s wants the media at an address that is not allowed: %s",
                            "%s 要求把媒体发往不允许的地址：%s", upper, call.detail()),
                    MediaTargets.isOfOtherFamily(call.detail())
                            ? Text.of(
                                    "have it offer an address of the family of its network, or give domains.%1$s a"
                                            + " network of the other one",
                                    "请让上级提供与其网络同一协议族（IPv4/IPv6）的地址，或为 domains.%1$s 配置另一协议族的网络", upper)
                            : Text.of(
                                    "have it write its reachable address in c= of its SDP, or add that network to"
                                            + " domains.%1$s.media.networks",
                                    "请让上级在 SDP 的 c= 中填写可达地址，或把该网段加入 domains.%1$s.media.networks", upper));
        }
        return new Finding(
                Cause.BAD_OFFER,
                Text.of(
                        "The offer of %s cannot be used, %d: %s",
                        "%s 的 SDP 无法使用，%d：%s", upper, call.status(), call.detail()),
                Text.of(
                        "have it offer m=video with PS/90000, as GB/T 28181 annex C says; its transports are limited by"
                                + " domains.%1$s.media.accept",
                        "请让上级按 GB/T 28181 附录 C 提供 m=video 与 PS/90000；允许的传输方式见 domains.%1$s.media.accept", upper));
    }

    private static Finding rejected(EndedCall call) {
        boolean busy = call.status() == 486 || call.status() == 600;
        if (busy) {
            return new Finding(
                    Cause.LOWER_BUSY,
                    Text.of("%s is busy: %s", "%s 忙：%s", call.lower(), call.detail()),
                    Text.of(
                            "its device allows no more streams; end others there, or raise its limit",
                            "其设备已达取流上限；请在下级结束其他取流，或调大其上限"));
        }
        return new Finding(
                Cause.LOWER_REJECTED,
                Text.of("%s refuses the call: %s", "%s 拒绝了呼叫：%s", call.lower(), call.detail()),
                Text.of(
                        "ask its operator why it answers so; the ladder of call %s shows the whole exchange",
                        "请向下级平台询问其应答原因；呼叫 %s 的信令图中有完整过程", call.id()));
    }

    private static Finding silent(EndedCall call) {
        return new Finding(
                Cause.LOWER_SILENT,
                Text.of(
                        "%s answers other requests, but not the INVITE (%s)",
                        "%s 应答其他请求，但不应答 INVITE（%s）", call.lower(), call.detail()),
                Text.of(
                        "see whether the camera is alive there, and whether INVITEs, which are longer, are lost as"
                                + " fragments on the way; TCP (domains.%1$s.transport) helps",
                        "请确认摄像机在下级平台可用，以及较长的 INVITE 是否因分片在途中丢失；改用 TCP（domains.%1$s.transport）可避免", call.lower()));
    }

    private static Finding lowerHungUp(EndedCall call) {
        return new Finding(
                Cause.LOWER_HUNG_UP,
                Text.of(
                        "%s ended the last call itself, after %s",
                        "%s 在 %s后主动结束了最近一次呼叫", call.lower(), Span.of(lasted(call))),
                Text.of(
                        "see there why: a stream limit, a device that left, or a rule on time",
                        "请在下级平台查明原因：取流限制、设备离线或时长规则"));
    }

    private static Finding cancelled(PathFacts facts, EndedCall call) {
        return new Finding(
                Cause.UPPER_CANCELLED,
                Text.of(
                        "%s gave the last call up after %s, before %s had answered",
                        "%s 在 %s后放弃了最近一次呼叫，此时 %s 尚未应答", facts.upper().name(), Span.of(lasted(call)), call.lower()),
                Text.of(
                        "where it waited for long, %s answers slowly; else somebody changed their mind",
                        "若等待较久，说明 %s 应答过慢；否则是用户主动取消", call.lower()));
    }

    private static Duration lasted(EndedCall call) {
        return Duration.between(call.started(), call.ended());
    }

    private static Finding noAck(PathFacts facts) {
        return new Finding(
                Cause.NO_ACK,
                Text.of(
                        "%s never acknowledged our 200, so no media was let go",
                        "%s 从未对我们的 200 发送 ACK，因此没有放行媒体", facts.upper().name()),
                Text.of(
                        "see whether its ACK goes to the Contact of our 200 (gateway.networks.*.sip.advertise) and gets"
                                + " through NAT",
                        "请检查它的 ACK 是否发往我们 200 中的 Contact（gateway.networks.*.sip.advertise）并能穿过 NAT"));
    }

    private static Finding fault(EndedCall call) {
        return new Finding(
                Cause.FAULT,
                Text.of("The gateway itself failed: %s", "网关自身故障：%s", call.detail()),
                Text.of("report it with the log of call %s", "请附上呼叫 %s 的日志报告该问题", call.id()));
    }

    /** @see CallMedia#NOT_CONNECTED */
    static boolean waitedForConnection(EndedCall call) {
        return call.detail().startsWith(CallMedia.NOT_CONNECTED);
    }

    /** The channel's id at its lower, or what was called. */
    static String channel(PathFacts facts) {
        return facts.channel().map(ChannelFacts::originalId).orElse(facts.asked());
    }
}
