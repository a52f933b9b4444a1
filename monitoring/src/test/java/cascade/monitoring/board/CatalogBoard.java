package cascade.monitoring.board;

import static cascade.monitoring.board.Boards.DOMAIN;
import static cascade.monitoring.board.Boards.domain;
import static cascade.monitoring.board.Boards.perMinute;
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
