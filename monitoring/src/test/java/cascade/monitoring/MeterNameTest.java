package cascade.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The catalogue against the operations contract, which is spelled out here once more on purpose. */
class MeterNameTest {

    private static final Map<String, String> CONTRACT = Map.ofEntries(
            Map.entry("cascade_console_clients_dropped_total", "counter"),
            Map.entry("cascade_admin_sign_ins_total", "counter result"),
            Map.entry("cascade_domain_up", "gauge domain role"),
            Map.entry("cascade_domain_registrations_total", "counter domain result"),
            Map.entry("cascade_keepalive_age_seconds", "gauge domain"),
            Map.entry("cascade_clock_offset_seconds", "gauge domain"),
            Map.entry("cascade_domain_edition", "gauge domain edition"),
            Map.entry("cascade_replaced_characters_total", "counter domain"),
            Map.entry("cascade_sip_messages_total", "counter domain direction method status"),
            Map.entry("cascade_sip_retransmissions_total", "counter domain kind"),
            Map.entry("cascade_sip_repairs_total", "counter domain kind"),
            Map.entry("cascade_sip_rejected_total", "counter domain kind"),
            Map.entry("cascade_socket_drops_total", "counter network socket"),
            Map.entry("cascade_sip_transaction_seconds", "histogram domain method"),
            Map.entry("cascade_channels", "gauge domain status"),
            Map.entry("cascade_subscriptions", "gauge domain kind"),
            Map.entry("cascade_commands_total", "counter domain command result"),
            Map.entry("cascade_command_seconds", "histogram domain command"),
            Map.entry("cascade_catalog_items_total", "counter domain direction result"),
            Map.entry("cascade_catalog_quality", "gauge domain rule"),
            Map.entry("cascade_catalog_queries_total", "counter domain result"),
            Map.entry("cascade_catalog_declared", "gauge domain"),
            Map.entry("cascade_catalog_received", "gauge domain"),
            Map.entry("cascade_catalog_age_seconds", "gauge domain"),
            Map.entry("cascade_store_up", "gauge"),
            Map.entry("cascade_store_records", "gauge kind"),
            Map.entry("cascade_store_bytes", "gauge"),
            Map.entry("cascade_store_write_seconds", "histogram"),
            Map.entry("cascade_store_unwritten_total", "counter"),
            Map.entry("cascade_store_compactions_total", "counter result"),
            Map.entry("cascade_store_discarded_total", "counter reason"),
            Map.entry("cascade_streams", "gauge domain kind"),
            Map.entry("cascade_viewers", "gauge domain kind"),
            Map.entry("cascade_zero_packet_streams", "gauge domain"),
            Map.entry("cascade_silent_streams", "gauge domain"),
            Map.entry("cascade_one_way_streams", "gauge domain"),
            Map.entry("cascade_limit", "gauge domain kind"),
            Map.entry("cascade_limit_used_ratio", "gauge domain kind"),
            Map.entry("cascade_calls_total", "counter domain kind cause"),
            Map.entry("cascade_calls_restored_total", "counter result"),
            Map.entry("cascade_sockets_taken_over_total", "counter result"),
            Map.entry("cascade_call_setup_failures_total", "counter domain side cause"),
            Map.entry("cascade_call_setup_seconds", "histogram domain kind"),
            Map.entry("cascade_first_packet_seconds", "histogram domain"),
            Map.entry("cascade_openings_total", "counter domain source result"),
            Map.entry("cascade_first_frame_seconds", "histogram domain"),
            Map.entry("cascade_patrol_channels", "gauge domain state"),
            Map.entry("cascade_assessed_uptime_ratio", "gauge domain"),
            Map.entry("cascade_assessed_online_ratio", "gauge domain"),
            Map.entry("cascade_assessed_open_success_ratio", "gauge domain"),
            Map.entry("cascade_assessed_recorded_ratio", "gauge domain"),
            Map.entry("cascade_rtp_packets_total", "counter domain direction"),
            Map.entry("cascade_rtp_bytes_total", "counter domain direction"),
            Map.entry("cascade_rtp_lost_packets_total", "counter domain"),
            Map.entry("cascade_rtp_foreign_packets_total", "counter domain"),
            Map.entry("cascade_rtp_dropped_packets_total", "counter domain reason"),
            Map.entry("cascade_rtp_ssrc_changes_total", "counter domain"),
            Map.entry("cascade_rtp_jitter_seconds", "histogram domain"),
            Map.entry("cascade_rtp_round_trip_seconds", "histogram domain"),
            Map.entry("cascade_rtcp_packets_total", "counter domain direction type"),
            Map.entry("cascade_media_ports", "gauge network state"),
            Map.entry("cascade_media_faults_total", "counter kind"),
            Map.entry("cascade_orphans", "gauge kind"),
            Map.entry("cascade_sip_waiting_bytes", "gauge"),
            Map.entry("cascade_own_requests_waiting", "gauge"),
            Map.entry("cascade_loop_lag_seconds", "gauge loop"),
            Map.entry("cascade_call_admission_ratio", "gauge"),
            Map.entry("cascade_draining", "gauge"),
            Map.entry("cascade_config_reloads_total", "counter result"),
            Map.entry("cascade_config_last_reload_successful", "gauge"),
            Map.entry("cascade_build_info", "gauge version java gear"),
            Map.entry("cascade_trace_bytes", "gauge"),
            Map.entry("cascade_hep_packets_total", "counter result"),
            Map.entry("cascade_log_lines_total", "counter level"),
            Map.entry("cascade_log_lines_dropped_total", "counter level"));

    @Test
    void catalogueIsTheContract() {
        Map<String, String> catalogue = Stream.of(MeterName.values())
                .collect(Collectors.toMap(MeterName::prometheusName, MeterNameTest::typeAndLabels));
        assertThat(catalogue).isEqualTo(CONTRACT);
    }

    @Test
    void scrapeShowsEveryMeterWithItsTypeLabelsAndHelpAndNothingElseOfOurs() {
        try (var meters = new Meters()) {
            touchEveryMeter(meters);
            Scrape scrape = Scrape.of(meters);

            var seen = new TreeMap<String, String>();
            scrape.types().forEach((name, type) -> {
                if (name.startsWith("cascade_")) {
                    String series = scrape.seriesOf(type.equals("histogram") ? name + "_count" : name)
                            .getFirst();
                    seen.put(
                            name,
                            String.join(
                                    " ",
                                    Stream.concat(Stream.of(type), Scrape.labelNames(series).stream())
                                            .toList()));
                }
            });
            assertThat(sortedLabels(seen)).isEqualTo(sortedLabels(CONTRACT));
            for (MeterName name : MeterName.values()) {
                assertThat(scrape.helps().get(name.prometheusName())).isEqualTo(name.help());
            }
        }
    }

    @Test
    void histogramsHaveRisingBucketsAndNothingElseHasAny() {
        for (MeterName name : MeterName.values()) {
            if (name.type() == MeterType.HISTOGRAM) {
                assertThat(name.buckets()).isNotEmpty().isSorted().doesNotHaveDuplicates();
            } else {
                assertThat(name.buckets()).isEmpty();
            }
        }
    }

    @Test
    void everyMeterSaysWhatItCountsAndWhatARiseMeans() {
        for (MeterName name : MeterName.values()) {
            assertThat(name.help()).endsWith(".");
            assertThat(name.rise()).endsWith(".");
        }
    }

    private static void touchEveryMeter(Meters meters) {
        meters.addDomain("city", Role.UPPER);
        meters.addDomain("district", Role.LOWER);
        meters.domains().replaced("district", 1);
        meters.catalog().answer("district", 3, 2, false);
        meters.store().watch(() -> true, () -> 100);
        meters.store().watchRecords("call", () -> 1);
        meters.store().written(Duration.ofMillis(1));
        meters.store().discarded("torn", 1);
        meters.catalog().quality("district", Role.LOWER, 1);
        meters.catalog().query("district", Role.LOWER);
        meters.calls().setupFailed("city", Optional.of("district"), CallCause.NO_MEDIA);
        meters.calls().watchLimit("city", LimitKind.VIEWERS, () -> 4, () -> 1);
        meters.media().watchSsrcChanges("district", () -> 1);
        meters.media().watchStreams("district", () -> 1, () -> 1);
        meters.media().watchViewers("city", () -> 1);
        meters.media().watchSocketDrops("main", SocketKind.MEDIA, () -> 1);
        meters.media().watchFaults(MediaFault.LOOP, () -> 0);
        meters.runtime().watchCallAdmission(() -> 1);
        meters.runtime().watchWaitingMessages(() -> 0);
        meters.runtime().watchOwnRequests(() -> 0);
        meters.sip().message("city", Direction.IN, "INVITE", "");
        meters.sip().retransmission("city", "request-out");
        meters.sip().repair("city", "lf-lines");
        meters.sip().rejected(SipMeters.UNKNOWN_DOMAIN, "too-long");
        meters.sip().transaction("city", "REGISTER", Duration.ofMillis(3), "a@b");
        meters.subscriptions().subscriptions("city", "alarm", 1);
        meters.commands().ended("city", "PTZCmd", "ok", Duration.ofMillis(3));
        meters.assessment().opening("district", true, Role.LOWER, Optional.of(Duration.ofMillis(3)));
        meters.calls().setup("city", StreamKind.LIVE, Duration.ofMillis(3), "v1");
        meters.calls().firstPacket("district", Duration.ofMillis(3), "s1");
        meters.media().watchRtp("district", Direction.IN, () -> 1, () -> 2);
        meters.media().watchLost("district", () -> 1);
        meters.media().watchForeign("district", () -> 1);
        meters.media().watchDropped("district", "malformed", () -> 1);
        meters.media().watchRtcp("district", Direction.IN, "sr", () -> 1);
        meters.media().watchPorts("city", PortState.FREE, () -> 1);
        meters.media().jitter("district", Duration.ofMillis(3));
        meters.media().roundTrip("district", Duration.ofMillis(3));
        meters.runtime().watchLoopLag("control", () -> Duration.ofMillis(3));
        meters.runtime().buildInfo("1.0", "25", "epoll");
        meters.runtime().watchFormerSockets(() -> 2, () -> 1);
        meters.runtime().watchTraces(() -> 1, () -> 2, () -> 1);
        meters.runtime().watchLogLines(LogLevel.INFO, () -> 2, () -> 1);
    }

    private static String typeAndLabels(MeterName name) {
        String type = name.type().name().toLowerCase(Locale.ROOT);
        return String.join(
                " ", Stream.concat(Stream.of(type), name.labels().stream()).toList());
    }

    /** Prometheus prints labels in the order of the alphabet. */
    private static Map<String, List<String>> sortedLabels(Map<String, String> typesAndLabels) {
        return typesAndLabels.entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        entry -> Stream.of(entry.getValue().split(" ")).sorted().toList()));
    }
}
