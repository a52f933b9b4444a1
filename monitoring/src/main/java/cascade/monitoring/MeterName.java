package cascade.monitoring;

import static cascade.monitoring.MeterType.COUNTER;
import static cascade.monitoring.MeterType.GAUGE;
import static cascade.monitoring.MeterType.HISTOGRAM;

import java.time.Duration;
import java.util.List;
import java.util.stream.LongStream;

/**
 * Catalogue of the gateway's own meters: exact Prometheus name, type, labels in order, what it counts, and what a rise
 * means to the person on duty. {@link #help} is what {@code /metrics} shows.
 *
 * <p>A histogram's {@link #buckets} are chosen around the limits that operators agree on, so that "share of calls
 * set up within a second" is one bucket divided by the count, and adds up over gateways.
 */
@SuppressWarnings("ImmutableEnumChecker") // its lists are unmodifiable
public enum MeterName {
    DOMAIN_UP(
            "cascade_domain_up",
            GAUGE,
            List.of("domain", "role"),
            "1 while the domain's registration stands, else 0.",
            "A fall to 0 is an outage of that peer or of the way to it; its calls are refused or ended."),
    DOMAIN_REGISTRATIONS(
            "cascade_domain_registrations_total",
            COUNTER,
            List.of("domain", "result"),
            "REGISTER exchanges with the domain, sent or received, by their end.",
            "accepted faster than the peer's expiry asks: it restarts or flaps. rejected: ids or password do not fit."
                    + " timeout, unreachable: the way to it is broken."),
    KEEPALIVE_AGE(
            "cascade_keepalive_age_seconds",
            GAUGE,
            List.of("domain"),
            "Time since the last good keepalive: the lower's own, or ours that the upper answered. NaN before the first.",
            "Beyond the keepalive interval: keepalives are being lost; the domain is about to go offline."),
    CLOCK_OFFSET(
            "cascade_clock_offset_seconds",
            GAUGE,
            List.of("domain"),
            "The peer's clock less ours, as the Date header of its last REGISTER, or of its answer to ours, tells. NaN before one.",
            "Away from 0: one of the two clocks is wrong. Recordings are looked for at the wrong time, and digests may expire."),
    DOMAIN_EDITION(
            "cascade_domain_edition",
            GAUGE,
            List.of("domain", "edition"),
            "1 for the edition of GB/T 28181 whose version the peer named last in X-GB-Ver: 2011, 2016, 2022 or other;"
                    + " unknown before it names one, as platforms do from 2022 on.",
            "It differs from the edition that is configured: the peer was changed, or is spoken to below what it can do."),

    REPLACED_CHARACTERS(
            "cascade_replaced_characters_total",
            COUNTER,
            List.of("domain"),
            "Characters of XML to the domain that were written as ?, because its charset lacks them.",
            "Names arrive with question marks: the peer reads GB18030 (charset, or gb18030-bytes of its profile), or has to live"
                    + " with them."),

    SIP_MESSAGES(
            "cascade_sip_messages_total",
            COUNTER,
            List.of("domain", "direction", "method", "status"),
            "SIP messages received and sent; status is empty for a request.",
            "In step with calls and keepalives all is well; a 4xx or 5xx status that climbs names the method that fails."),
    SIP_RETRANSMISSIONS(
            "cascade_sip_retransmissions_total",
            COUNTER,
            List.of("domain", "kind"),
            "SIP messages sent or received once more because an answer was late.",
            "The network loses SIP datagrams, or one side is too slow to answer within T1."),
    SIP_REPAIRS(
            "cascade_sip_repairs_total",
            COUNTER,
            List.of("domain", "kind"),
            "Deviations from the standard that were repaired on reading, by kind.",
            "The peer's software writes SIP its own way; a sudden rise means that it was changed."),
    SIP_REJECTED(
            "cascade_sip_rejected_total",
            COUNTER,
            List.of("domain", "kind"),
            "SIP messages refused before they reached a call; domain is unknown where no peer fits.",
            "On unknown: scanners or a peer that is not configured. On a domain: its messages break a limit."),
    SIP_WAITING(
            "cascade_sip_waiting_bytes",
            GAUGE,
            List.of(),
            "Bytes of MESSAGEs, NOTIFYs and responses to ours that were received and wait for a turn of the control loop.",
            "Above 0 for long: catalogs or notifications come faster than they are read; calls overtake them. At"
                    + " gateway.sip.receive-buffer the oldest are read at once, and calls wait for that."),
    OWN_REQUESTS_WAITING(
            "cascade_own_requests_waiting",
            GAUGE,
            List.of(),
            "Catalog queries and subscriptions of ours that wait for their turn.",
            "Many lowers came at once; gateway.sip.own-requests-rate leave a second, fewer while calls are refused. Their"
                    + " catalogs are not known before."),
    SOCKET_DROPS(
            "cascade_socket_drops_total",
            COUNTER,
            List.of("network", "socket"),
            "Datagrams that the kernel dropped because the buffer of a socket of the network was full; socket is sip or media."
                    + " Of media only the gear epoll knows.",
            "Bursts are longer than the buffer, or the gateway is short of CPU: raise net.core.rmem_max, look at loop lag."),
    SIP_TRANSACTION(
            "cascade_sip_transaction_seconds",
            HISTOGRAM,
            List.of("domain", "method"),
            "From sending a request to its final response, or to giving it up unanswered.",
            "The peer or the network to it slows down. Above 0.5 s requests are being retransmitted.",
            millis(5, 10, 25, 50, 100, 250, 500, 1_000, 2_000, 4_000, 8_000, 16_000, 32_000)),

    CHANNELS(
            "cascade_channels",
            GAUGE,
            List.of("domain", "status"),
            "Channels in the domain's catalog, by the status that it reported.",
            "off rising: cameras are failing. on and off falling together: the catalog shrank at the lower."),
    CATALOG_ITEMS(
            "cascade_catalog_items_total",
            COUNTER,
            List.of("domain", "direction", "result"),
            "Catalog items on their way: received from a lower; sent to an upper and then acked or abandoned.",
            "abandoned: an upper misses channels, look at its answers. sent well above acked: it is slow to answer."),
    CATALOG_QUALITY(
            "cascade_catalog_quality",
            GAUGE,
            List.of("domain", "rule"),
            "Nodes of the lower's catalog that break a rule of quality, as GET /api/v1/catalog/quality last found them.",
            "The lower's operators have work: the report names the ids. A jump of one rule: its software changed."),
    CATALOG_QUERIES(
            "cascade_catalog_queries_total",
            COUNTER,
            List.of("domain", "result"),
            "Catalog queries to the lower that are over, by result.",
            "whole is the normal end. incomplete: parts were lost. refused, failed: the lower does not give its catalog."),
    CATALOG_DECLARED(
            "cascade_catalog_declared",
            GAUGE,
            List.of("domain"),
            "Items that the lower's last catalog answer announced as SumNum.",
            "Above cascade_catalog_received: parts of the answer were lost, or the lower counts wrongly."),
    CATALOG_RECEIVED(
            "cascade_catalog_received",
            GAUGE,
            List.of("domain"),
            "Items of the lower's last catalog answer that came, each id once.",
            "A fall: the catalog shrank at the lower, or its answer broke off."),
    CATALOG_AGE(
            "cascade_catalog_age_seconds",
            GAUGE,
            List.of("domain"),
            "Time since the lower last gave its catalog completely. NaN before the first.",
            "Beyond catalog.refresh of the domain: its answers are incomplete or it refuses them."),

    STREAMS(
            "cascade_streams",
            GAUGE,
            List.of("domain", "kind"),
            "Streams taken from the lower domain.",
            "Towards max-streams of the domain or the gateway new calls will be refused with cause limit."),
    VIEWERS(
            "cascade_viewers",
            GAUGE,
            List.of("domain", "kind"),
            "Viewers of the upper domain.",
            "Towards max-viewers new calls will be refused with cause limit."),
    ZERO_PACKET_STREAMS(
            "cascade_zero_packet_streams",
            GAUGE,
            List.of("domain"),
            "Streams that the lower has answered, that are not on hold, and that have brought no packet for"
                    + " gateway.media.silent-after since the answer.",
            "SIP works and media does not: a firewall, a wrong address in an SDP, a camera that is off."),
    SILENT_STREAMS(
            "cascade_silent_streams",
            GAUGE,
            List.of("domain"),
            "Streams that brought packets and, not being on hold, have brought none for gateway.media.silent-after.",
            "Cameras or the way from the lower have failed in the middle of calls, which end at media-timeout."),
    ONE_WAY_STREAMS(
            "cascade_one_way_streams",
            GAUGE,
            List.of("domain"),
            "Viewers of the upper whose stream brings packets that have not reached them for gateway.media.silent-after:"
                    + " nothing listens at their port, their TCP connection does not stand, or their reports stopped.",
            "Media comes in and does not get out: the upper's side of the way is blocked, or it left without BYE."),
    LIMIT(
            "cascade_limit",
            GAUGE,
            List.of("domain", "kind"),
            "The configured limit: streams of a lower, viewers of an upper; of the whole gateway where domain is empty,"
                    + " there bandwidth (bits per second) too, where it is limited.",
            "It changes with the configuration only."),
    LIMIT_USED(
            "cascade_limit_used_ratio",
            GAUGE,
            List.of("domain", "kind"),
            "The share of cascade_limit that is used, 0 to 1.",
            "At 1 new calls are refused with cause limit: raise the limit, or take the load elsewhere."),
    CALLS(
            "cascade_calls_total",
            COUNTER,
            List.of("domain", "kind", "cause"),
            "Ended calls of the viewer's domain, by cause.",
            "upper-bye is the normal end. Any other cause names what to look at; internal is a fault of the gateway."),
    CALLS_RESTORED(
            "cascade_calls_restored_total",
            COUNTER,
            List.of("result"),
            "Dialogs and calls that a killed process left, as its successor found them at the start.",
            "running goes on as if nothing had been. ended was not confirmed, or its ports could not be had: both sides"
                    + " were told."),
    CALL_SETUP_FAILURES(
            "cascade_call_setup_failures_total",
            COUNTER,
            List.of("domain", "side", "cause"),
            "Calls that ended before their viewer was sent a packet, by the side that ended or failed them, and why."
                    + " domain is the lower where side is lower, else the viewer's.",
            "lower: that platform refuses, is silent or sends no media. upper: it gives up, or its offers do not fit."
                    + " gateway: not shared, not permitted, a limit, or a fault of ours."),
    CALL_SETUP(
            "cascade_call_setup_seconds",
            HISTOGRAM,
            List.of("domain", "kind"),
            "From the viewer's INVITE to our 200; domain is the viewer's.",
            "Lowers answer slowly: compare with cascade_sip_transaction_seconds of method INVITE.",
            millis(50, 100, 200, 300, 500, 1_000, 1_500, 2_000, 3_000, 5_000, 10_000, 20_000)),
    FIRST_PACKET(
            "cascade_first_packet_seconds",
            HISTOGRAM,
            List.of("domain"),
            "From the lower's 200 to its first RTP packet; domain is the lower.",
            "Cameras start slowly. Close to no-media-timeout calls will end with cause no-media.",
            millis(20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 15_000)),

    OPENINGS(
            "cascade_openings_total",
            COUNTER,
            List.of("domain", "source", "result"),
            "Openings of live streams that came to a result which is the lower's doing; source is viewer or patrol.",
            "picture is the normal end. no-picture, no-media: cameras or the way of their media. refused, silent, ended: the"
                    + " lower. GET /api/v1/assessment names the channels that the patrol found."),
    FIRST_FRAME(
            "cascade_first_frame_seconds",
            HISTOGRAM,
            List.of("domain"),
            "From our INVITE to the first key frame of a live stream, a viewer's or the patrol's; domain is the lower.",
            "People wait for pictures: cameras start slowly, or send a key frame too seldom.",
            millis(200, 500, 1_000, 1_500, 2_000, 3_000, 5_000, 10_000, 15_000)),
    PATROL_CHANNELS(
            "cascade_patrol_channels",
            GAUGE,
            List.of("domain", "state"),
            "Channels that the patrol's present round has counted, each once: picture, or failing. 0 while there is no patrol.",
            "failing rising beside picture: channels that the catalog calls on cannot be seen."),
    ASSESSED_UPTIME(
            "cascade_assessed_uptime_ratio",
            GAUGE,
            List.of("domain"),
            "The share of gateway.assessment.window that the lower's registration stood, 0 to 1.",
            "A fall: the lower or the way to it was away; cascade_domain_up says whether it still is."),
    ASSESSED_ONLINE(
            "cascade_assessed_online_ratio",
            GAUGE,
            List.of("domain"),
            "The share of the lower's devices that could be used, over gateway.assessment.window. NaN without devices.",
            "A fall: cameras fail, or the lower was away. What inspectors call the online rate (在线率)."),
    ASSESSED_OPEN_SUCCESS(
            "cascade_assessed_open_success_ratio",
            GAUGE,
            List.of("domain"),
            "The share of cascade_openings_total that came to a picture, over gateway.assessment.window. NaN without any.",
            "A fall: see cascade_openings_total by result."),
    ASSESSED_RECORDED(
            "cascade_assessed_recorded_ratio",
            GAUGE,
            List.of("domain"),
            "The mean share of gateway.assessment.recordings.period that the sampled channels have recordings of, over"
                    + " gateway.assessment.window. NaN without any.",
            "A fall: recorders have gaps (录像完整率), or do not list what they have."),

    RTP_PACKETS(
            "cascade_rtp_packets_total",
            COUNTER,
            List.of("domain", "direction"),
            "RTP packets accepted from and sent to the domain's legs.",
            "Follows the number of streams. Standing still while streams are open: media is blocked on the way."),
    RTP_BYTES(
            "cascade_rtp_bytes_total",
            COUNTER,
            List.of("domain", "direction"),
            "Bytes of the RTP packets accepted from and sent to the domain's legs, RTP headers included, without UDP or TCP framing.",
            "Compare its rate with the capacity of the line to the domain."),
    RTP_LOST_PACKETS(
            "cascade_rtp_lost_packets_total",
            COUNTER,
            List.of("domain"),
            "RTP packets missing by sequence number on what a lower sends us; for an upper, as its receiver reports tell.",
            "The network between the domain and the gateway loses packets. A lower: pictures break up for every viewer."
                    + " An upper: for its own."),
    RTP_FOREIGN_PACKETS(
            "cascade_rtp_foreign_packets_total",
            COUNTER,
            List.of("domain"),
            "Packets on the domain's legs from a source that was not negotiated or learned; not relayed.",
            "A late sender of an ended call, a NAT that changed its mapping, or somebody injecting."),
    RTP_DROPPED_PACKETS(
            "cascade_rtp_dropped_packets_total",
            COUNTER,
            List.of("domain", "reason"),
            "Packets of the right source that were not relayed, by reason.",
            "The reason says whether the sender is broken or the way out is too slow."),
    RTP_SSRC_CHANGES(
            "cascade_rtp_ssrc_changes_total",
            COUNTER,
            List.of("domain"),
            "Times that the SSRC on the wire was another than the one announced or heard before.",
            "The lower ignores the y line of our offers, or its cameras restart; pictures may freeze at each change."),
    RTP_JITTER(
            "cascade_rtp_jitter_seconds",
            HISTOGRAM,
            List.of("domain"),
            "Interarrival jitter (RFC 3550 section 6.4.1) of each live leg from the domain, once per sample.",
            "Queues build up on the way from the domain; loss usually follows.",
            millis(1, 2, 5, 10, 20, 50, 100, 200, 500)),
    RTP_ROUND_TRIP(
            "cascade_rtp_round_trip_seconds",
            HISTOGRAM,
            List.of("domain"),
            "From a sender report to the viewer's receiver report about it, less the time that the viewer kept it.",
            "The way to the domain became longer or its queues fill. Nothing counted: the domain sends no such reports.",
            millis(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)),
    RTCP_PACKETS(
            "cascade_rtcp_packets_total",
            COUNTER,
            List.of("domain", "direction", "type"),
            "RTCP packets, counted one by one within a compound, by type.",
            "Few per leg and minute. None in: the peer sends no reports, quality there is unknown."),
    MEDIA_PORTS(
            "cascade_media_ports",
            GAUGE,
            List.of("network", "state"),
            "Relay ports of the network's range, by state.",
            "free near 0: new calls will be refused with cause limit; widen the range or shorten the quarantine."),
    MEDIA_FAULTS(
            "cascade_media_faults_total",
            COUNTER,
            List.of("kind"),
            "Errors of the relay's own: in the handling of a packet (loop), or a request or an event that a full queue refused.",
            "loop: a fault of the gateway, report it with the log. request, event: the media loops are short of CPU."),

    SUBSCRIPTIONS(
            "cascade_subscriptions",
            GAUGE,
            List.of("domain", "kind"),
            "Subscriptions that stand: of the upper domain at us, or of us at the lower domain.",
            "0 where there was one: changes or alarms are no longer told. Growing: the peer forgets and asks anew."),
    COMMANDS(
            "cascade_commands_total",
            COUNTER,
            List.of("domain", "command", "result"),
            "Commands and queries of the upper domain that are over, by command and result.",
            "ok is the normal end. timeout, offline, refused: the lower, see its recent commands. not-found and"
                    + " not-permitted: the upper asks for what it is not shared."),
    COMMAND_SECONDS(
            "cascade_command_seconds",
            HISTOGRAM,
            List.of("domain", "command"),
            "From the upper's command to the lower's answer, or to what ended the waiting for it.",
            "Lowers answer slowly: compare with cascade_sip_transaction_seconds of method MESSAGE.",
            millis(20, 50, 100, 200, 500, 1_000, 2_000, 5_000, 10_000, 30_000)),
    ORPHANS(
            "cascade_orphans",
            GAUGE,
            List.of("kind"),
            "Dialogs, legs, ports and records that no stream or viewer owns, at the reaper's last round.",
            "Must stay 0. Anything else is a fault of the gateway: report it with the log."),
    LOOP_LAG(
            "cascade_loop_lag_seconds",
            GAUGE,
            List.of("loop"),
            "Longest delay of the loop's timer in the last seconds.",
            "The loop is busy or blocked: SIP answers and timers come late. Above T1 peers retransmit."),
    CALL_ADMISSION(
            "cascade_call_admission_ratio",
            GAUGE,
            List.of(),
            "Share of new calls that overload control admits: 1 unless the control loop or the heap is overloaded.",
            "Below 1: calls are refused with 503. Look at loop lag, CPU and heap."),
    DRAINING(
            "cascade_draining",
            GAUGE,
            List.of(),
            "1 while new calls are refused because an operator drains the gateway, else 0.",
            "New calls are answered 503 until the drain is taken back or the process is restarted; what runs goes on."),
    CONSOLE_CLIENTS_DROPPED(
            "cascade_console_clients_dropped_total",
            COUNTER,
            List.of(),
            "Browsers whose live events were ended because they did not read them.",
            "The way to an operator's browser is too slow for what it is told; the browser connects again by itself."),
    SIGN_INS(
            "cascade_admin_sign_ins_total",
            COUNTER,
            List.of("result"),
            "Attempts to sign in on the admin side by name and password or token, by result.",
            "refused, slowed: somebody guesses passwords, or a program has an old one; the log names the address."),
    CONFIG_RELOADS(
            "cascade_config_reloads_total",
            COUNTER,
            List.of("result"),
            "Times that the configuration was read again, by result.",
            "refused: the files on disk are not what is running; see the log or run check. failed: a part did not follow"
                    + " them, a fault of the gateway; the log names it, a restart mends it."),
    CONFIG_LAST_RELOAD(
            "cascade_config_last_reload_successful",
            GAUGE,
            List.of(),
            "1 where the configuration that was read last is in force, 0 where it was refused or a part did not follow it.",
            "At 0 the files on disk are not what is running: the next restart will not start, or start something else."),
    BUILD_INFO(
            "cascade_build_info",
            GAUGE,
            List.of("version", "java", "gear"),
            "1; its labels say what is running.",
            "Another version or gear than on its neighbours: the site is half upgraded, or misses epoll."),
    SOCKETS_TAKEN_OVER(
            "cascade_sockets_taken_over_total",
            COUNTER,
            List.of("result"),
            "Sockets that the service manager held while there was no process, by what became of them at the start.",
            "taken belongs to a call that goes on, and no packet of it was lost. unneeded was closed: its call had ended, or"
                    + " could not go on. 0 of both after a kill amid calls: nobody holds sockets."),
    STORE_UP(
            "cascade_store_up",
            GAUGE,
            List.of(),
            "1 while what survives the process is written to the disk, else 0. Absent with store.kind = none.",
            "At 0 calls go on, but a crash now loses them: the disk is full, hangs or cannot be written; the log names it."),
    STORE_RECORDS(
            "cascade_store_records",
            GAUGE,
            List.of("kind"),
            "Records that the next process would find, by kind.",
            "More of a kind than there are of what it keeps: something is not removed."),
    STORE_BYTES(
            "cascade_store_bytes",
            GAUGE,
            List.of(),
            "Length of the journal and of the snapshot before it.",
            "Far beyond gateway.store.compact-after and twice its records: compaction fails."),
    STORE_WRITE(
            "cascade_store_write_seconds",
            HISTOGRAM,
            List.of(),
            "Time that a batch of records took to reach the page cache.",
            "Answers wait for it: the disk is busy, or writes back all that it was given.",
            millis(1, 2, 5, 10, 20, 50, 100, 200, 500, 1_000)),
    STORE_UNWRITTEN(
            "cascade_store_unwritten_total",
            COUNTER,
            List.of(),
            "Records that answers went without: the disk refused them or was late. Most are written later.",
            "A crash at that time would have lost what they say."),
    STORE_COMPACTIONS(
            "cascade_store_compactions_total",
            COUNTER,
            List.of("result"),
            "Compactions of the journal, succeeded or failed.",
            "failed: there is no room for the snapshot beside the journal; both grow until there is."),
    STORE_DISCARDED(
            "cascade_store_discarded_total",
            COUNTER,
            List.of("reason"),
            "What the start could not use: torn (the end of the last write, which nobody relied on), damaged (a file"
                    + " set aside), version (a record of another build, set aside).",
            "damaged: look at the disk; what the file kept after the damage is lost."),
    TRACE_BYTES(
            "cascade_trace_bytes",
            GAUGE,
            List.of(),
            "Memory of the messages that are kept for ladders and captures.",
            "At gateway.trace.memory the oldest calls go; raise it where ladders of last night are asked for."),
    HEP_PACKETS(
            "cascade_hep_packets_total",
            COUNTER,
            List.of("result"),
            "HEP packets for the collector, sent or dropped.",
            "dropped: the collector is not found or takes nothing, gateway.hep.queue is too short, or RTCP is beyond rtcp-rate."),
    LOG_LINES(
            "cascade_log_lines_total",
            COUNTER,
            List.of("level"),
            "Lines given to the log, those that were dropped included.",
            "error: a person must act. warn: something is degraded; the log names it."),
    LOG_LINES_DROPPED(
            "cascade_log_lines_dropped_total",
            COUNTER,
            List.of("level"),
            "Log lines that never reached standard output: its reader stands still, or it refuses writing.",
            "The log has gaps: look at what reads it (journald, a pipe) and at its disk.");

    private final String prometheusName;
    private final MeterType type;
    private final List<String> labels;
    private final String help;
    private final String rise;
    private final List<Duration> buckets;

    MeterName(String prometheusName, MeterType type, List<String> labels, String help, String rise) {
        this(prometheusName, type, labels, help, rise, List.of());
    }

    MeterName(
            String prometheusName,
            MeterType type,
            List<String> labels,
            String help,
            String rise,
            List<Duration> buckets) {
        this.prometheusName = prometheusName;
        this.type = type;
        this.labels = labels;
        this.help = help;
        this.rise = rise;
        this.buckets = buckets;
    }

    private static List<Duration> millis(long... bounds) {
        return LongStream.of(bounds).mapToObj(Duration::ofMillis).toList();
    }

    /** As scraped, with unit and {@code _total}. */
    public String prometheusName() {
        return prometheusName;
    }

    public MeterType type() {
        return type;
    }

    /** Label names, in the order in which values are given. */
    public List<String> labels() {
        return labels;
    }

    public String help() {
        return help;
    }

    /** What a rise (or, where it says so, a fall) means. */
    public String rise() {
        return rise;
    }

    /** Upper bounds of a histogram's buckets; empty for other types. */
    public List<Duration> buckets() {
        return buckets;
    }
}
