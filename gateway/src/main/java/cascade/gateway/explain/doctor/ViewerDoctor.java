package cascade.gateway.explain.doctor;

import cascade.gateway.explain.finding.Cause;
import cascade.gateway.explain.finding.Finding;
import cascade.gateway.explain.finding.Text;
import cascade.gateway.media.ViewerReport;
import cascade.gateway.media.ViewerStats;
import java.util.Optional;

/** Judge of a leg towards an upper: what leaves is what came, so it is about the way only. Pure, any thread. */
public final class ViewerDoctor {

    private static final double MUCH_LOSS = 0.02;

    private ViewerDoctor() {}

    public static Optional<Finding> judge(ViewerStats viewer) {
        if (!viewer.connected()) {
            return Optional.of(new Finding(
                    Cause.MEDIA_NOT_CONNECTED,
                    Text.of("No TCP connection for the media of %s stands", "%s 的媒体 TCP 连接未建立", viewer.owner()),
                    Text.of(
                            "see which side connects (a=setup) and open that way for TCP in firewalls",
                            "请确认由哪一方主动连接（a=setup），并在防火墙放行该方向的 TCP")));
        }
        return viewer.report()
                .map(ViewerReport::fractionLost)
                .filter(lost -> lost > MUCH_LOSS)
                .map(lost -> new Finding(
                        Cause.MEDIA_LOSS,
                        Text.of(
                                "%s reports that %.1f %% of the packets do not reach it",
                                "%s 报告有 %.1f %% 的包未到达", viewer.owner(), 100 * lost),
                        Text.of(
                                "look for a full link or a bad port between us and it, or have it take TCP",
                                "请检查两端之间是否链路拥塞或端口故障，或让上级改用 TCP")));
    }
}
