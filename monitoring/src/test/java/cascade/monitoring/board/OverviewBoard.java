package cascade.monitoring.board;

import static cascade.monitoring.board.Boards.GATEWAY;
import static cascade.monitoring.board.Boards.gateway;
import static cascade.monitoring.board.Boards.rate;
import static cascade.monitoring.board.Boards.rateBy;
import static cascade.monitoring.board.Panel.stat;
import static cascade.monitoring.board.Panel.stateTimeline;
import static cascade.monitoring.board.Panel.table;
import static cascade.monitoring.board.Panel.timeSeries;

/** The cascade as it stands, over any number of gateways: the first look in the night. */
final class OverviewBoard {

    static final Title OFFLINE = new Title("offline", "离线");
    static final Title ONLINE = new Title("online", "在线");

    private OverviewBoard() {}

    static Board board() {
        return new Board(BoardName.OVERVIEW, Variable.DATASOURCE, Variable.INSTANCES)
                .heading("Now", "现在")
                .row(4, gatewaysGone(), uppersOffline(), lowersOffline(), alerts(), streams(), viewers())
                .heading("Platforms", "平台")
                .row(8, platforms(), alertList())
                .heading("Calls", "呼叫")
                .row(8, failures(), setupTime())
                .heading("Media", "媒体")
                .row(8, bitrate(), loss(), withoutPackets())
                .heading("Catalog and gateways", "目录与网关")
                .row(8, channels(), gateways());
    }

    private static Panel gatewaysGone() {
        String up = "up" + gateway("job=\"cascade-gateway\"");
        return stat("Gateways without answer", "无应答网关", Unit.COUNT)
                .ask("count(" + up + ") - sum(" + up + ")", "")
                .note("Gateways whose metrics cannot be fetched. 取不到指标的网关数。")
                .redFrom(1);
    }

    private static Panel uppersOffline() {
        return stat("Upper platforms offline", "离线上级", Unit.COUNT)
                .ask("sum(cascade_domain_up" + gateway("role=\"upper\"") + " == bool 0)", "")
                .redFrom(1);
    }

    private static Panel lowersOffline() {
        return stat("Lower platforms offline", "离线下级", Unit.COUNT)
                .ask("sum(cascade_domain_up" + gateway("role=\"lower\"") + " == bool 0)", "")
                .redFrom(1);
    }

    private static Panel alerts() {
        return stat("Alerts", "告警", Unit.COUNT)
                .ask("count(ALERTS" + gateway("alertname=~\"Cascade.+\",alertstate=\"firing\"") + ") or vector(0)", "")
                .note("Alerts that fire; what to do stands in monitoring/runbook.md. 正在触发的告警，处理方法见值班手册。")
                .redFrom(1);
    }

    private static Panel streams() {
        return stat("Streams", "流", Unit.COUNT).ask("sum(cascade_streams" + GATEWAY + ")", "");
    }

    private static Panel viewers() {
        return stat("Viewers", "观看", Unit.COUNT).ask("sum(cascade_viewers" + GATEWAY + ")", "");
    }

    private static Panel platforms() {
        return stateTimeline("Registration of platforms", "平台注册")
                .ask("cascade_domain_up" + GATEWAY, "{{role}} {{domain}} ({{instance}})")
                .states(OFFLINE, ONLINE)
                .link(BoardName.DOMAIN.title(), BoardName.DOMAIN.ofSeriesAndDomain());
    }

    private static Panel alertList() {
        return table("Firing alerts", "正在触发的告警")
                .ask(
                        "sum by (severity, alertname, instance, domain, side, network, loop) (ALERTS"
                                + gateway("alertname=~\"Cascade.+\",alertstate=\"firing\"") + ")",
                        "")
                .note("Empty while all is well. 正常时为空。")
                .merged(Json.object(), Json.object("Time", true, "Value", true))
                .link(BoardName.GATEWAY.title(), BoardName.GATEWAY.ofRow());
    }

    private static Panel failures() {
        return timeSeries("Share of calls that fail, by side", "呼叫失败率（按责任方）", Unit.RATIO)
                .ask(
                        "domain_side:cascade_call_setups_failed:ratio_rate10m" + GATEWAY,
                        "{{side}} {{domain}} ({{instance}})")
                .note(
                        "Of the calls of ten minutes that brought no picture, by who failed them: upper, gateway or lower."
                                + " Nothing while none fails. 十分钟内没有图像的呼叫所占比例，按责任方；无失败时为空。")
                .redFrom(0.2)
                .link(BoardName.SIGNALLING.title(), BoardName.SIGNALLING.ofSeriesAndDomain());
    }

    private static Panel setupTime() {
        return timeSeries("Set-up time, 95 %", "呼叫建立时间 95%", Unit.SECONDS)
                .ask("domain_kind:cascade_call_setup_seconds:p95_5m" + GATEWAY, "{{domain}} {{kind}} ({{instance}})")
                .note("From the upper's INVITE to our 200, for 95 of 100 calls of five minutes."
                        + " 从上级 INVITE 到网关 200 的时间。")
                .redFrom(3)
                .link(BoardName.SIGNALLING.title(), BoardName.SIGNALLING.ofSeriesAndDomain());
    }

    private static Panel bitrate() {
        return timeSeries("Bitrate", "码率", Unit.BITS_PER_SECOND)
                .ask(
                        "8 * " + rateBy("instance, direction", "cascade_rtp_bytes_total", GATEWAY),
                        "{{direction}} ({{instance}})")
                .link(BoardName.MEDIA.title(), BoardName.MEDIA.ofSeries());
    }

    private static Panel loss() {
        return timeSeries("Lost packets", "丢包率", Unit.RATIO)
                .ask("domain:cascade_rtp_lost:ratio_rate5m" + GATEWAY, "{{domain}} ({{instance}})")
                .note("Of the RTP packets of five minutes, on the way from a lower or to an upper."
                        + " 五分钟内来自下级或去往上级的 RTP 丢包率。")
                .redFrom(0.01)
                .link(BoardName.MEDIA.title(), BoardName.MEDIA.ofSeriesAndDomain());
    }

    private static Panel withoutPackets() {
        return timeSeries("Streams without packets, viewers not reached", "无媒体的流与不可达的观看", Unit.COUNT)
                .ask(
                        "cascade_zero_packet_streams" + GATEWAY + " + cascade_silent_streams" + GATEWAY,
                        "no packets {{domain}}")
                .ask("cascade_one_way_streams" + GATEWAY, "one-way {{domain}}")
                .link(BoardName.MEDIA.title(), BoardName.MEDIA.ofSeriesAndDomain());
    }

    private static Panel channels() {
        return timeSeries("Channels", "通道", Unit.COUNT)
                .ask("sum by (instance, status) (cascade_channels" + GATEWAY + ")", "{{status}} ({{instance}})")
                .link(BoardName.CATALOG.title(), BoardName.CATALOG.ofSeries());
    }

    private static Panel gateways() {
        return table("Gateways", "网关")
                .ask("sum by (instance, version, java, gear) (cascade_build_info" + GATEWAY + ")", "")
                .ask("max by (instance) (cascade_loop_lag_seconds" + GATEWAY + ")", "")
                .ask("sum by (instance) (" + rate("cascade_sip_messages_total", GATEWAY) + ")", "")
                .note("A click leads to the gateway's board or to its own console. 点击进入该网关的看板或控制台。")
                .merged(
                        Json.object(
                                "instance", "Gateway · 网关",
                                "Value #B", "Loop lag · 滞后 (s)",
                                "Value #C", "SIP messages/s · 信令"),
                        Json.object("Time", true, "Value #A", true))
                .link(BoardName.GATEWAY.title(), BoardName.GATEWAY.ofRow())
                .link(BoardName.CONSOLE, BoardName.consoleOf("${__data.fields.instance}"));
    }
}
