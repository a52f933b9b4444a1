package cascade.monitoring.board;

import static cascade.monitoring.board.Boards.DOMAIN;
import static cascade.monitoring.board.Boards.domain;
import static cascade.monitoring.board.Boards.perMinute;
import static cascade.monitoring.board.Boards.quantile;
import static cascade.monitoring.board.Boards.rateBy;
import static cascade.monitoring.board.Panel.stat;
import static cascade.monitoring.board.Panel.timeSeries;

/** What inspectors grade: channels online, catalogs complete and in order, clocks right. */
final class CatalogBoard {

    private CatalogBoard() {}

    static Board board() {
        return new Board(BoardName.CATALOG, Variable.DATASOURCE, Variable.INSTANCE, Variable.ROLE, Variable.DOMAIN)
                .heading("Assessment", "考核")
                .row(5, onlineRate(), completeness(), faultless(), openSuccess(), firstPacket())
                .row(5, uptime(), onlineWindow(), picturesOfAll(), firstFrame(), recorded())
                .row(8, openings(), firstFrameOverTime(), patrol())
                .heading("Channels", "通道")
                .row(8, channels(), onlineRateOverTime(), quality())
                .heading("From the lowers", "来自下级")
                .row(8, declared(), age(), queries())
                .heading("To the uppers", "送往上级")
                .row(8, items(), DomainBoard.subscriptions(), DomainBoard.clock());
    }

    private static Panel onlineRate() {
        return stat("Channels online", "通道在线率", Unit.RATIO)
                .ask(
                        "sum(cascade_channels" + domain("status=\"on\"") + ") / (sum(cascade_channels" + DOMAIN
                                + ") > 0)",
                        "")
                .redBelow(0.9);
    }

    private static Panel completeness() {
        return stat("Catalogs received", "目录完整率", Unit.RATIO)
                .ask(
                        "sum(cascade_catalog_received" + DOMAIN + ") / (sum(cascade_catalog_declared" + DOMAIN
                                + ") > 0)",
                        "")
                .redBelow(1);
    }

    private static Panel faultless() {
        return stat("Worst rule of quality", "最差的目录规则", Unit.COUNT)
                .ask("max(sum by (rule) (cascade_catalog_quality" + DOMAIN + ")) or vector(0)", "")
                .note(
                        "Nodes of the catalogs that break the rule which most of them break; 0 where no report was asked for."
                                + " GET /api/v1/catalog/quality names them. 违反最多的一条规则所涉及的节点数。")
                .redFrom(1);
    }

    private static Panel openSuccess() {
        return stat("Streams opened", "打开成功率", Unit.RATIO)
                .ask(
                        "1 - max(domain_side:cascade_call_setups_failed:ratio_rate10m" + domain("side=\"lower\"") + ")"
                                + " or vector(1)",
                        "")
                .note("Of the lower that opens fewest, in the last ten minutes. 最差下级十分钟内的打开成功率。")
                .redBelow(0.9);
    }

    private static Panel firstPacket() {
        return stat("Time to the first packet, 95 %", "首包时间 95%", Unit.SECONDS)
                .ask("max(domain:cascade_first_packet_seconds:p95_5m" + DOMAIN + ")", "")
                .note("Of the slowest lower, over five minutes, from its 200. 最慢的下级，自其 200 应答起，五分钟内。")
                .redFrom(5);
    }

    private static Panel uptime() {
        return stat("Registered, worst lower", "注册在线时长，最差下级", Unit.RATIO)
                .ask("min(cascade_assessed_uptime_ratio" + DOMAIN + ")", "")
                .redBelow(0.95);
    }

    private static Panel onlineWindow() {
        return stat("Devices online, worst lower", "设备在线率，最差下级", Unit.RATIO)
                .ask("min(cascade_assessed_online_ratio" + DOMAIN + ")", "")
                .note("Weighted by time, over gateway.assessment.window. 按时间加权，默认二十四小时。")
                .redBelow(0.9);
    }

    private static Panel picturesOfAll() {
        return stat("Opened with a picture, worst lower", "点播成功率，最差下级", Unit.RATIO)
                .ask("min(cascade_assessed_open_success_ratio" + DOMAIN + ")", "")
                .note("Of the uppers' calls and the patrol's, over gateway.assessment.window."
                        + " 含上级点播与巡检，默认二十四小时。GET /api/v1/assessment names the channels.")
                .redBelow(0.9);
    }

    private static Panel firstFrame() {
        return stat("Time to the first frame, 95 %", "首帧时间 95%", Unit.SECONDS)
                .ask("max(" + quantile(0.95, "domain", "cascade_first_frame_seconds", DOMAIN) + ")", "")
                .note("Of the slowest lower, from our INVITE to the first key frame. 最慢的下级，自邀请至首个关键帧。")
                .redFrom(5);
    }

    private static Panel recorded() {
        return stat("Recorded, worst lower", "录像完整率，最差下级", Unit.RATIO)
                .ask("min(cascade_assessed_recorded_ratio" + DOMAIN + ")", "")
                .note("Of the sampled channels; see gateway.assessment.recordings. 抽查通道的录像完整率。")
                .redBelow(0.9);
    }

    private static Panel openings() {
        return timeSeries("Openings by result", "点播结果", Unit.PER_MINUTE)
                .ask(
                        perMinute("domain, source, result", "cascade_openings_total", DOMAIN),
                        "{{domain}} {{source}} {{result}}");
    }

    private static Panel firstFrameOverTime() {
        return timeSeries("Time to the first frame, mean", "首帧时间，平均", Unit.SECONDS)
                .ask(
                        rateBy("domain", "cascade_first_frame_seconds_sum", DOMAIN) + " / ("
                                + rateBy("domain", "cascade_first_frame_seconds_count", DOMAIN) + " > 0)",
                        "{{domain}}");
    }

    private static Panel patrol() {
        return timeSeries("Channels of the patrol's round", "本轮巡检通道", Unit.COUNT)
                .ask("cascade_patrol_channels" + DOMAIN, "{{domain}} {{state}}");
    }

    private static Panel channels() {
        return timeSeries("Channels by status", "通道状态", Unit.COUNT)
                .ask("cascade_channels" + DOMAIN, "{{domain}} {{status}}");
    }

    private static Panel onlineRateOverTime() {
        return timeSeries("Online rate", "在线率", Unit.RATIO)
                .ask(
                        "sum by (domain) (cascade_channels" + domain("status=\"on\"")
                                + ") / (sum by (domain) (cascade_channels" + DOMAIN + ") > 0)",
                        "{{domain}}");
    }

    private static Panel quality() {
        return timeSeries("Nodes that break a rule", "违反规则的节点", Unit.COUNT)
                .ask("cascade_catalog_quality" + DOMAIN, "{{domain}} {{rule}}");
    }

    private static Panel declared() {
        return timeSeries("Declared and received", "声明与收到", Unit.COUNT)
                .ask("cascade_catalog_declared" + DOMAIN, "declared {{domain}}")
                .ask("cascade_catalog_received" + DOMAIN, "received {{domain}}");
    }

    private static Panel age() {
        return timeSeries("Age of the catalog", "目录年龄", Unit.DURATION)
                .ask("cascade_catalog_age_seconds" + DOMAIN, "{{domain}}");
    }

    private static Panel queries() {
        return timeSeries("Queries by result", "目录查询结果", Unit.PER_MINUTE)
                .ask(perMinute("domain, result", "cascade_catalog_queries_total", DOMAIN), "{{domain}} {{result}}");
    }

    private static Panel items() {
        return timeSeries("Items sent, acked, abandoned", "目录条目：发送、应答、放弃", Unit.PER_SECOND)
                .ask(rateBy("domain, result", "cascade_catalog_items_total", DOMAIN), "{{domain}} {{result}}");
    }
}
