package cascade.gateway.explain.fault;

import static cascade.gateway.explain.fault.FaultyConfig.CITY;
import static cascade.gateway.explain.fault.FaultyConfig.DISTRICT;
import static cascade.gateway.explain.fault.FaultyConfig.TCP;

import cascade.gateway.explain.finding.Cause;
import cascade.gateway.explain.finding.Text;
import java.util.List;
import java.util.function.Consumer;

/** Faults of the media: it does not come, comes from elsewhere, or is not what a decoder takes. */
final class MediaFaults {

    private static final int MEDIA_SERVER = 204;
    private static final int FRAMES_OF_A_SECOND = 25;

    private MediaFaults() {}

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

    /** The camera is watched for as long as the city stands. */
    private static Fault shown(Cause cause, int camera, Text symptom, Text injected, Reel reel) {
        return shown(cause, camera, symptom, injected, reel, 0);
    }

    private static Fault shown(Cause cause, int camera, Text symptom, Text injected, Reel reel, int lossOneIn) {
        String id = Ids.camera(DISTRICT, camera);
        return fault(cause, id, "", "", symptom, injected, city -> {
            city.camera(id, city.films(reel, lossOneIn, Integer.MAX_VALUE));
            city.calls("city", id);
        });
    }

    static List<Fault> all() {
        return List.of(
                fault(
                        Cause.NO_MEDIA,
                        Ids.camera(DISTRICT, 1),
                        "no-media",
                        "silence",
                        new Text("The call is answered, the picture stays black, then it ends.", "呼叫成功但黑屏，随后结束。"),
                        new Text("A firewall eats the lower's RTP.", "防火墙丢弃下级的 RTP。"),
                        city -> {
                            String id = Ids.camera(DISTRICT, 1);
                            city.camera(
                                    id,
                                    invite -> FaultyCity.accept(
                                            invite,
                                            Sdp.answer(city.lowerHost(), 6_100, FaultyCity.ssrc(invite.request()))));
                            city.calls("city", id);
                        }),
                fault(
                        Cause.MEDIA_STOPPED,
                        Ids.camera(DISTRICT, 10),
                        "media-timeout",
                        "first-packet",
                        new Text("The picture freezes and the call ends.", "图像定格后呼叫结束。"),
                        new Text("The camera stops sending, without a BYE.", "摄像机停止发送，且没有 BYE。"),
                        city -> {
                            String id = Ids.camera(DISTRICT, 10);
                            city.camera(id, city.films(Reel.SOUND, 0, FRAMES_OF_A_SECOND));
                            city.calls("city", id);
                        }),
                fault(
                        Cause.MEDIA_FOREIGN_SOURCE,
                        Ids.camera(DISTRICT, 2),
                        "no-media",
                        "foreign-packets",
                        new Text("The picture stays black, though the lower says that it sends.", "下级称正在发送，但黑屏。"),
                        new Text(
                                "The lower's SDP names a private address, its media server sends from another.",
                                "下级 SDP 写私网地址，而媒体服务器从另一地址发送。"),
                        city -> sendsFromElsewhere(city, Ids.camera(DISTRICT, 2), true)),
                fault(
                        Cause.MEDIA_WRONG_SSRC,
                        Ids.camera(DISTRICT, 3),
                        "no-media",
                        "foreign-packets",
                        new Text("Black picture, or that of another camera.", "黑屏，或出现另一摄像机的图像。"),
                        new Text(
                                "Packets come from another port under another SSRC, as of an older stream.",
                                "包来自另一端口且 SSRC 不同，如同旧流未结束。"),
                        city -> sendsFromElsewhere(city, Ids.camera(DISTRICT, 3), false)),
                fault(
                        Cause.MEDIA_NOT_CONNECTED,
                        Ids.camera(TCP, 1),
                        "no-media",
                        "silence",
                        new Text("With TCP media no picture comes.", "使用 TCP 媒体时没有图像。"),
                        new Text("The lower answers a=setup:active and never connects.", "下级应答 a=setup:active 却从不连接。"),
                        city -> {
                            String id = Ids.camera(TCP, 1);
                            city.camera(
                                    id,
                                    invite -> FaultyCity.accept(
                                            invite,
                                            Sdp.tcpAnswer(city.lowerHost(), FaultyCity.ssrc(invite.request()))));
                            city.calls("city", id);
                        }),
                fault(
                        Cause.UPPER_NOT_RECEIVING,
                        Ids.camera(DISTRICT, 14),
                        "no-receiver",
                        "unreachable",
                        new Text("The upper shows no picture, then the call ends.", "上级没有图像，随后呼叫结束。"),
                        new Text("Nobody listens at the upper's media port.", "上级的媒体端口无人监听。"),
                        city -> {
                            String id = Ids.camera(DISTRICT, 14);
                            city.camera(id, city.films(Reel.SOUND));
                            city.calls("city", id, Sdp.offer(city.upperHost(), 9));
                        }),
                shown(
                        Cause.MEDIA_LOSS,
                        11,
                        new Text("The picture breaks up into blocks.", "图像花屏。"),
                        new Text("Every tenth packet is lost on the way to us.", "每十个包丢失一个。"),
                        Reel.SOUND,
                        10),
                shown(
                        Cause.NOT_PROGRAM_STREAM,
                        12,
                        new Text("Packets flow, the picture is black.", "有码流，但黑屏。"),
                        new Text("The payload is no program stream, e.g. encrypted.", "载荷不是节目流，例如被加密。"),
                        Reel.NOT_PS),
                shown(
                        Cause.CODEC_MISMATCH,
                        15,
                        new Text("Black picture at some uppers, fine at others.", "部分上级黑屏，部分正常。"),
                        new Text("H.265 where the program stream map promises H.264.", "节目流映射声明 H.264，实际是 H.265。"),
                        Reel.H265_CALLED_H264),
                shown(
                        Cause.NO_STREAM_MAP,
                        16,
                        new Text("Black picture; the camera's own page shows one.", "黑屏，但摄像机自身页面正常。"),
                        new Text("H.265 without a program stream map.", "H.265 码流没有节目流映射。"),
                        Reel.H265_WITHOUT_MAP),
                shown(
                        Cause.NO_KEY_FRAME,
                        18,
                        new Text("The picture comes late or not at all.", "图像很晚才出现，或始终不出现。"),
                        new Text("The camera sends no key frames.", "摄像机不发送关键帧。"),
                        Reel.WITHOUT_KEY_FRAMES),
                shown(
                        Cause.TIMESTAMPS_STILL,
                        20,
                        new Text("One frame stands, or the picture stutters.", "画面停在一帧或卡顿。"),
                        new Text("All packets have one timestamp.", "所有包的时间戳相同。"),
                        Reel.STILL),
                shown(
                        Cause.AUDIO_ONLY,
                        21,
                        new Text("Sound and no picture.", "有声音，没有图像。"),
                        new Text("The stream carries audio only.", "码流只有音频。"),
                        Reel.AUDIO),
                shown(
                        Cause.NONE,
                        22,
                        new Text("All is well.", "一切正常。"),
                        new Text("Nothing is wrong: what is said then.", "没有故障：此时的说明。"),
                        Reel.SOUND));
    }

    /** @param announced whether under the SSRC that was agreed upon, from a foreign host; else under another, from our lower's */
    private static void sendsFromElsewhere(FaultyCity city, String id, boolean announced) {
        city.camera(id, invite -> {
            StudioCamera camera = city.studio(announced ? city.net.host(MEDIA_SERVER) : city.lowerHost());
            int ssrc = FaultyCity.ssrc(invite.request());
            String host = announced ? "192.168.1.64" : city.lowerHost();
            FaultyCity.accept(invite, Sdp.answer(host, 6_102, ssrc));
            camera.films(invite.request().bodyText(), Reel.SOUND, announced ? ssrc : ssrc + 77, 0, Integer.MAX_VALUE);
        });
        city.calls("city", id);
    }
}
