package cascade.monitoring.board;

import static cascade.monitoring.board.Boards.DOMAIN;
import static cascade.monitoring.board.Boards.GATEWAY;
import static cascade.monitoring.board.Boards.perMinute;
import static cascade.monitoring.board.Boards.quantile;
import static cascade.monitoring.board.Boards.rate;
import static cascade.monitoring.board.Boards.rateBy;
import static cascade.monitoring.board.Panel.timeSeries;

/** What flows, and what is lost of it on which side. */
final class MediaBoard {

    private MediaBoard() {}

    static Board board() {
        return new Board(BoardName.MEDIA, Variable.DATASOURCE, Variable.INSTANCE, Variable.ROLE, Variable.DOMAIN)
                .heading("Streams", "流")
                .row(8, streams(), viewers(), broken())
                .row(8, bitrate(), packets(), firstPacket())
                .heading("Quality", "质量")
                .row(8, loss(), jitter(), roundTrip())
                .heading("What is not relayed", "未转发的包")
                .row(8, dropped(), foreign(), socketDrops())
                .heading("RTCP and sources", "RTCP 与源")
                .row(8, rtcp(), ssrcChanges(), faults());
    }

    private static Panel streams() {
        return timeSeries("Streams", "流", Unit.COUNT).ask("cascade_streams" + DOMAIN, "{{domain}} {{kind}}");
    }

    private static Panel viewers() {
        return timeSeries("Viewers", "观看", Unit.COUNT).ask("cascade_viewers" + DOMAIN, "{{domain}} {{kind}}");
    }

    private static Panel broken() {
        return timeSeries("Zero-packet, silent and one-way", "无包、中断与单通", Unit.COUNT)
                .ask("cascade_zero_packet_streams" + DOMAIN, "zero-packet {{domain}}")
                .ask("cascade_silent_streams" + DOMAIN, "silent {{domain}}")
                .ask("cascade_one_way_streams" + DOMAIN, "one-way {{domain}}")
                .redFrom(1);
    }

    private static Panel bitrate() {
        return timeSeries("Bitrate", "码率", Unit.BITS_PER_SECOND)
                .ask("8 * " + rate("cascade_rtp_bytes_total", DOMAIN), "{{domain}} {{direction}}");
    }

    private static Panel packets() {
        return timeSeries("Packets", "包速率", Unit.PACKETS_PER_SECOND)
                .ask(rate("cascade_rtp_packets_total", DOMAIN), "{{domain}} {{direction}}");
    }

    private static Panel firstPacket() {
        return timeSeries("Time to the first packet", "首包时间", Unit.SECONDS)
                .ask(quantile(0.5, "domain", "cascade_first_packet_seconds", DOMAIN), "50 % {{domain}}")
                .ask(quantile(0.95, "domain", "cascade_first_packet_seconds", DOMAIN), "95 % {{domain}}")
                .redFrom(5);
    }

    private static Panel loss() {
        return timeSeries("Lost packets", "丢包率", Unit.RATIO)
                .ask("domain:cascade_rtp_lost:ratio_rate5m" + DOMAIN, "{{domain}}")
                .note("From a lower: counted by us. To an upper: as its receiver reports tell; without reports unknown."
                        + " 下级：网关统计；上级：依据其接收报告。")
                .redFrom(0.01);
    }

    private static Panel jitter() {
        return timeSeries("Jitter, 95 %", "抖动 95%", Unit.SECONDS)
                .ask("domain:cascade_rtp_jitter_seconds:p95_5m" + DOMAIN, "{{domain}}")
                .note("Interarrival jitter (RFC 3550) of the legs from the domain. 来自该域的到达间隔抖动。")
                .redFrom(0.1);
    }

    private static Panel roundTrip() {
        return timeSeries("Round trip, 95 %", "往返时间 95%", Unit.SECONDS)
                .ask(quantile(0.95, "domain", "cascade_rtp_round_trip_seconds", DOMAIN), "{{domain}}")
                .redFrom(0.5);
    }

    private static Panel dropped() {
        return timeSeries("Dropped packets by reason", "丢弃包（按原因）", Unit.PACKETS_PER_SECOND)
                .ask(rateBy("domain, reason", "cascade_rtp_dropped_packets_total", DOMAIN), "{{domain}} {{reason}}");
    }

    private static Panel foreign() {
        return timeSeries("Foreign packets", "异源包", Unit.PACKETS_PER_SECOND)
                .ask(rate("cascade_rtp_foreign_packets_total", DOMAIN), "{{domain}}");
    }

    static Panel socketDrops() {
        return timeSeries("Socket drops", "套接字丢包", Unit.PACKETS_PER_SECOND)
                .ask(rate("cascade_socket_drops_total", GATEWAY), "{{network}} {{socket}}");
    }

    private static Panel rtcp() {
        return timeSeries("RTCP by type", "RTCP 类型", Unit.PACKETS_PER_SECOND)
                .ask(
                        rateBy("domain, direction, type", "cascade_rtcp_packets_total", DOMAIN) + " > 0",
                        "{{domain}} {{direction}} {{type}}");
    }

    private static Panel ssrcChanges() {
        return timeSeries("Changes of SSRC", "SSRC 变化", Unit.PER_MINUTE)
                .ask(perMinute("domain", "cascade_rtp_ssrc_changes_total", DOMAIN), "{{domain}}");
    }

    private static Panel faults() {
        return timeSeries("Errors of the relay", "转发错误", Unit.PER_MINUTE)
                .ask(perMinute("kind", "cascade_media_faults_total", GATEWAY), "{{kind}}");
    }
}
