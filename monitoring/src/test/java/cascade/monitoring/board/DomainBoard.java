package cascade.monitoring.board;

import static cascade.monitoring.board.Boards.DOMAIN;
import static cascade.monitoring.board.Boards.perMinute;
import static cascade.monitoring.board.Boards.quantile;
import static cascade.monitoring.board.Boards.rate;
import static cascade.monitoring.board.Boards.rateBy;
import static cascade.monitoring.board.Panel.stateTimeline;
import static cascade.monitoring.board.Panel.timeSeries;

/** One platform, or some of a role: all that is known of it. */
final class DomainBoard {

    private DomainBoard() {}

    static Board board() {
        return new Board(BoardName.DOMAIN, Variable.DATASOURCE, Variable.INSTANCE, Variable.ROLE, Variable.DOMAIN)
                .heading("Registration", "注册")
                .row(7, up(), registrations(), keepalive())
                .row(7, clock(), subscriptions(), limits())
                .heading("Calls", "呼叫")
                .row(8, ended(), failures(), setup())
                .heading("Signalling and commands", "信令与命令")
                .row(8, messages(), transactions(), retransmissions())
                .row(8, commands(), commandTime())
                .heading("Media", "媒体")
                .row(8, streams(), bitrate(), loss());
    }

    private static Panel up() {
        return stateTimeline("Registration", "注册状态")
                .ask("cascade_domain_up" + DOMAIN, "{{role}} {{domain}}")
                .states(OverviewBoard.OFFLINE, OverviewBoard.ONLINE);
    }

    static Panel registrations() {
        return timeSeries("REGISTER exchanges by end", "注册结果", Unit.PER_MINUTE)
                .ask(
                        perMinute("domain, result", "cascade_domain_registrations_total", DOMAIN),
                        "{{domain}} {{result}}");
    }

    private static Panel keepalive() {
        return timeSeries("Time since the last keepalive", "距上次心跳", Unit.SECONDS)
                .ask("cascade_keepalive_age_seconds" + DOMAIN, "{{domain}}")
                .redFrom(180);
    }

    static Panel clock() {
        return timeSeries("Clock offset", "时钟偏差", Unit.SECONDS)
                .ask("abs(cascade_clock_offset_seconds" + DOMAIN + ")", "{{domain}}")
                .redFrom(10);
    }

    static Panel subscriptions() {
        return timeSeries("Subscriptions", "订阅", Unit.COUNT)
                .ask("cascade_subscriptions" + DOMAIN, "{{domain}} {{kind}}");
    }

    private static Panel limits() {
        return timeSeries("Limits used", "上限占用", Unit.RATIO)
                .ask("cascade_limit_used_ratio" + DOMAIN, "{{domain}} {{kind}}")
                .redFrom(0.9);
    }

    static Panel ended() {
        return timeSeries("Ended calls by cause", "结束原因", Unit.PER_MINUTE)
                .ask(perMinute("domain, cause", "cascade_calls_total", DOMAIN), "{{domain}} {{cause}}");
    }

    static Panel failures() {
        return timeSeries("Calls without a picture, by side and cause", "失败呼叫（按责任方与原因）", Unit.PER_MINUTE)
                .ask(
                        perMinute("domain, side, cause", "cascade_call_setup_failures_total", DOMAIN),
                        "{{domain}} {{side}}: {{cause}}");
    }

    static Panel setup() {
        return timeSeries("Set-up and first packet, 95 %", "建立时间与首包时间 95%", Unit.SECONDS)
                .ask(quantile(0.95, "domain, kind", "cascade_call_setup_seconds", DOMAIN), "set-up {{domain}} {{kind}}")
                .ask(quantile(0.95, "domain", "cascade_first_packet_seconds", DOMAIN), "first packet {{domain}}")
                .redFrom(3);
    }

    static Panel messages() {
        return timeSeries("SIP messages", "信令消息", Unit.PER_SECOND)
                .ask(
                        rateBy("domain, direction, method", "cascade_sip_messages_total", DOMAIN),
                        "{{domain}} {{direction}} {{method}}");
    }

    static Panel transactions() {
        return timeSeries("Time to the final response, 95 %", "事务时间 95%", Unit.SECONDS)
                .ask("domain_method:cascade_sip_transaction_seconds:p95_5m" + DOMAIN, "{{domain}} {{method}}")
                .note(
                        "From our request to its final response, retransmissions included; above 0.5 s requests are repeated."
                                + " 从我方请求到最终应答；超过 0.5 秒会重传。")
                .redFrom(0.5);
    }

    static Panel retransmissions() {
        return timeSeries("Retransmissions", "重传", Unit.PER_MINUTE)
                .ask(perMinute("domain, kind", "cascade_sip_retransmissions_total", DOMAIN), "{{domain}} {{kind}}");
    }

    static Panel commands() {
        return timeSeries("Commands by result", "命令结果", Unit.PER_MINUTE)
                .ask(
                        perMinute("domain, command, result", "cascade_commands_total", DOMAIN),
                        "{{domain}} {{command}} {{result}}");
    }

    static Panel commandTime() {
        return timeSeries("Time of commands, 95 %", "命令时间 95%", Unit.SECONDS)
                .ask("domain_command:cascade_command_seconds:p95_5m" + DOMAIN, "{{domain}} {{command}}")
                .note("From an upper's command to the lower's answer. 从上级命令到下级应答的时间。")
                .redFrom(5);
    }

    private static Panel streams() {
        return timeSeries("Streams and viewers", "流与观看", Unit.COUNT)
                .ask("cascade_streams" + DOMAIN + " > 0", "streams {{domain}} {{kind}}")
                .ask("cascade_viewers" + DOMAIN + " > 0", "viewers {{domain}} {{kind}}");
    }

    private static Panel bitrate() {
        return timeSeries("Bitrate", "码率", Unit.BITS_PER_SECOND)
                .ask("8 * " + rate("cascade_rtp_bytes_total", DOMAIN), "{{domain}} {{direction}}")
                .link(BoardName.MEDIA.title(), BoardName.MEDIA.ofSeriesAndDomain());
    }

    private static Panel loss() {
        return timeSeries("Lost packets", "丢包率", Unit.RATIO)
                .ask("domain:cascade_rtp_lost:ratio_rate5m" + DOMAIN, "{{domain}}")
                .note("Of the RTP packets of five minutes, on the way from a lower or to an upper."
                        + " 五分钟内来自下级或去往上级的 RTP 丢包率。")
                .redFrom(0.01)
                .link(BoardName.MEDIA.title(), BoardName.MEDIA.ofSeriesAndDomain());
    }
}
