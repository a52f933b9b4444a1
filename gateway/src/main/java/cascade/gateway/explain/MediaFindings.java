package cascade.gateway.explain;

import cascade.gateway.call.record.CallMedia;
import cascade.gateway.call.record.EndedCall;
import cascade.gateway.explain.finding.Cause;
import cascade.gateway.explain.finding.Finding;
import cascade.gateway.explain.finding.Text;
import cascade.gateway.media.DropReason;
import cascade.gateway.media.MediaTransport;
import cascade.monitoring.CallCause;
import java.util.Optional;

/** What is wrong where media did not come, or comes from elsewhere. Pure. */
final class MediaFindings {

    private MediaFindings() {}

    /** Of a call that ended because nothing came, or nothing more. */
    static Finding ofEnded(EndedCall call) {
        if (CallFindings.waitedForConnection(call)) {
            return notConnected(call.lower(), connectionTrouble(call));
        }
        if (call.media().foreignPackets() > 0) {
            return foreign(call.lower(), call.media());
        }
        return call.cause() == CallCause.MEDIA_TIMEOUT ? stopped(call) : nothing(call.lower(), call.media());
    }

    /** In the words of the media plane. */
    private static Text connectionTrouble(EndedCall call) {
        String why = call.detail().substring(CallMedia.NOT_CONNECTED.length());
        return new Text(why, why);
    }

    /** Not one packet. */
    static Finding nothing(String lower, CallMedia media) {
        return switch (media.lowerTransport().orElse(MediaTransport.UDP)) {
            case UDP -> nothingByUdp(lower, media);
            case TCP_PASSIVE ->
                notConnected(
                        lower,
                        Text.of(
                                "it had to connect to %s and did not, or sent nothing",
                                "对方应连接 %s，但未连接或未发送数据", media.lowerLocal().orElse("?")));
            case TCP_ACTIVE ->
                notConnected(
                        lower,
                        Text.of(
                                "we had to connect to %s and could not, or got nothing",
                                "我们应连接 %s，但无法连接或未收到数据", media.lowerRemote().orElse("?")));
        };
    }

    static Finding notConnected(String peer, Text why) {
        return new Finding(
                Cause.MEDIA_NOT_CONNECTED,
                Text.of("No TCP connection for the media of %s came about: %s", "%s 的媒体 TCP 连接未建立：%s", peer, why),
                Text.of(
                        "see which side connects (a=setup, domains.%s.media) and open that way for TCP in firewalls;"
                                + " else use udp",
                        "请确认由哪一方主动连接（a=setup，domains.%s.media），并在防火墙放行该方向的 TCP；否则改用 udp", peer));
    }

    private static Finding nothingByUdp(String lower, CallMedia media) {
        return new Finding(
                Cause.NO_MEDIA,
                Text.of(
                        "%s agreed to send to %s, and not one packet arrived, from anywhere",
                        "%s 同意向 %s 发送媒体，但没有收到任何来源的任何一个包",
                        lower,
                        media.lowerLocal().orElse("?")),
                Text.of(
                        "open that UDP port range in firewalls towards us, see that gateway.networks.*.media.advertise is"
                                + " what %1$s can reach, else try domains.%1$s.media.transport = tcp-passive",
                        "请在防火墙放行到本机该端口范围的 UDP，确认 gateway.networks.*.media.advertise 是 %1$s 可达的地址，否则尝试"
                                + " domains.%1$s.media.transport = tcp-passive",
                        lower));
    }

    private static Finding stopped(EndedCall call) {
        return new Finding(
                Cause.MEDIA_STOPPED,
                Text.of(
                        "Media of %s flowed and then stopped, without a BYE (%s)",
                        "%s 的媒体流了一段后中断，没有收到 BYE（%s）", call.lower(), call.detail()),
                Text.of(
                        "see the camera's link there and what a firewall does to long UDP flows",
                        "请检查摄像机在下级侧的链路，以及防火墙对长时 UDP 流的处理"));
    }

    static Finding foreign(String lower, CallMedia media) {
        String from = media.foreignFrom().orElse("?");
        String expected = media.lowerRemote().orElse("?");
        if (media.foreignReason().filter(DropReason.FOREIGN_SSRC::equals).isPresent()) {
            return new Finding(
                    Cause.MEDIA_WRONG_SSRC,
                    Text.of(
                            "Packets come from %s under another SSRC than the answer of %s announced (expected from %s):"
                                    + " they may be an older stream that never ended",
                            "来自 %s 的包，其 SSRC 与 %s 应答中声明的不同（预期来自 %s）：可能是未结束的旧流", from, lower, expected),
                    Text.of(
                            "have %s send the SSRC of y=, or set gateway.media.source-check",
                            "请让 %s 使用 y= 中的 SSRC 发送，或调整 gateway.media.source-check", lower));
        }
        return new Finding(
                Cause.MEDIA_FOREIGN_SOURCE,
                Text.of(
                        "Packets come from %s, but %s announced %s: they are not taken",
                        "收到来自 %s 的包，但 %s 声明的来源是 %s：未予接收", from, lower, expected),
                Text.of(
                        "have %1$s write the address it sends from in c= (a private address behind NAT?), or name that"
                                + " network in domains.%1$s.media.networks",
                        "请让 %1$s 在 c= 中填写实际发送地址（是否为 NAT 后的私网地址？），或把该网段写入 domains.%1$s.media.networks", lower));
    }

    static Finding noReceiver(String upper, EndedCall call) {
        if (CallFindings.waitedForConnection(call)) {
            return notConnected(upper, connectionTrouble(call));
        }
        return notReceiving(upper, call.media().upperRemote());
    }

    static Finding notReceiving(String upper, Optional<String> at) {
        return new Finding(
                Cause.UPPER_NOT_RECEIVING,
                Text.of(
                        "We send to %2$s, but nothing of %1$s receives there",
                        "我们向 %2$s 发送媒体，但 %1$s 在该处没有接收", upper, at.orElse("?")),
                Text.of(
                        "see the address in c= of its offer: a media server that is gone, a private address, or a"
                                + " firewall before it",
                        "请检查其 SDP 中 c= 的地址：媒体服务器已退出、私网地址，或其前方有防火墙"));
    }
}
