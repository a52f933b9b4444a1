package cascade.monitoring;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.time.Duration;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Each recording method, seen in the text that Prometheus scrapes. */
class MetersTest {

    private final AtomicLong nanoTime = new AtomicLong();
    private final Meters meters = new Meters(nanoTime::get);

    @BeforeEach
    void addDomains() {
        meters.addDomain("city", Role.UPPER);
        meters.addDomain("district", Role.LOWER);
    }

    @AfterEach
    void close() {
        meters.close();
    }

    @Test
    void openMetricsNamesACallOfABucketAndPlainTextNone() {
        meters.calls().setup("city", StreamKind.LIVE, Duration.ofMillis(180), "v17");
        meters.calls().firstPacket("district", Duration.ofMillis(90), "s9");
        meters.sip().transaction("district", "INVITE", Duration.ofMillis(7), "x@127.0.0.1");

        String page = meters.scrape(MetricsFormat.OPEN_METRICS);
        assertThat(page)
                .endsWith("# EOF\n")
                .containsPattern("cascade_call_setup_seconds_bucket\\{.*le=\"0.2\"} 1 # \\{call_id=\"v17\"} 0.18 ")
                .containsPattern("cascade_first_packet_seconds_bucket\\{.*le=\"0.1\"} 1 # \\{call_id=\"s9\"} 0.09 ")
                .containsPattern("cascade_sip_transaction_seconds_bucket\\{.*# \\{sip_call_id=\"x@127.0.0.1\"} 0.007 ");
        assertThat(meters.scrape()).doesNotContain("v17", "# EOF");
    }

    @Test
    void anIdThatAnExemplarCannotHoldIsLeftOutAndItsTimeCounted() {
        meters.sip().transaction("district", "INVITE", Duration.ofMillis(7), "x".repeat(128));
        meters.sip().transaction("district", "INVITE", Duration.ofMillis(7), "门");
        meters.sip().transaction("district", "INVITE", Duration.ofMillis(7), "");
        assertThat(meters.scrape(MetricsFormat.OPEN_METRICS)).doesNotContain("sip_call_id");
        assertThat(value("cascade_sip_transaction_seconds_count{domain='district',method='INVITE'}"))
                .isEqualTo(3);
    }

    @Test
    void domainIsDownUntilItsRegistrationStands() {
        assertThat(value("cascade_domain_up{domain='city',role='upper'}")).isZero();
        meters.domains().up("city", Role.UPPER, true);
        assertThat(value("cascade_domain_up{domain='city',role='upper'}")).isEqualTo(1);
        meters.domains().up("city", Role.UPPER, false);
        assertThat(value("cascade_domain_up{domain='city',role='upper'}")).isZero();
    }

    @Test
    void registrationsAreCountedByResultFromZero() {
        meters.domains().registration("district", RegistrationResult.CHALLENGED);
        meters.domains().registration("district", RegistrationResult.ACCEPTED);
        meters.domains().registration("district", RegistrationResult.ACCEPTED);
        assertThat(value("cascade_domain_registrations_total{domain='district',result='accepted'}"))
                .isEqualTo(2);
        assertThat(value("cascade_domain_registrations_total{domain='district',result='challenged'}"))
                .isEqualTo(1);
        assertThat(value("cascade_domain_registrations_total{domain='city',result='unreachable'}"))
                .isZero();
    }

    @Test
    void keepaliveAgeGrowsUntilTheNextKeepalive() {
        assertThat(value("cascade_keepalive_age_seconds{domain='district'}")).isNaN();
        meters.domains().keepalive("district");
        nanoTime.addAndGet(Duration.ofMillis(61_500).toNanos());
        assertThat(value("cascade_keepalive_age_seconds{domain='district'}")).isEqualTo(61.5);
        meters.domains().keepalive("district");
        assertThat(value("cascade_keepalive_age_seconds{domain='district'}")).isZero();
    }

    @Test
    void aCatalogAgesUntilTheNextCompleteAnswer() {
        assertThat(value("cascade_catalog_age_seconds{domain='district'}")).isNaN();
        meters.catalog().answer("district", 5, 4, false);
        assertThat(value("cascade_catalog_age_seconds{domain='district'}")).isNaN();
        meters.catalog().answer("district", 5, 5, true);
        nanoTime.addAndGet(Duration.ofSeconds(90).toNanos());
        meters.catalog().answer("district", 7, 6, false);
        assertThat(value("cascade_catalog_age_seconds{domain='district'}")).isEqualTo(90);
        assertThat(value("cascade_catalog_declared{domain='district'}")).isEqualTo(7);
        assertThat(value("cascade_catalog_received{domain='district'}")).isEqualTo(6);
    }

    @Test
    void sipMessagesAreCountedByDirectionMethodAndStatus() {
        meters.sip().message("city", Direction.IN, "INVITE", "");
        meters.sip().message("city", Direction.OUT, "INVITE", "100");
        meters.sip().message("city", Direction.OUT, "INVITE", "200");
        assertThat(value("cascade_sip_messages_total{domain='city',direction='in',method='INVITE',status=''}"))
                .isEqualTo(1);
        assertThat(value("cascade_sip_messages_total{domain='city',direction='out',method='INVITE',status='100'}"))
                .isEqualTo(1);
        assertThat(value("cascade_sip_messages_total{domain='city',direction='out',method='INVITE',status='200'}"))
                .isEqualTo(1);
    }

    @Test
    void methodsAndStatusesThatAPeerInventsShareOneSeries() {
        for (int i = 0; i < 1_000; i++) {
            meters.sip().message("city", Direction.IN, "X" + i, "");
            meters.sip().message("city", Direction.IN, "X" + i, String.valueOf(700 + i));
            meters.sip().transaction("city", "X" + i, Duration.ofMillis(1), "a@b");
        }
        assertThat(Scrape.of(meters).seriesOf("cascade_sip_messages_total")).hasSize(2);
        assertThat(Scrape.of(meters).seriesOf("cascade_sip_transaction_seconds_count"))
                .hasSize(1);
        assertThat(value("cascade_sip_messages_total{domain='city',direction='in',method='other',status='other'}"))
                .isEqualTo(1_000);
    }

    @Test
    void statusesThatNobodyRegisteredShareTheirClass() {
        for (int status = 100; status < 700; status++) {
            meters.sip().message("city", Direction.IN, "INVITE", String.valueOf(status));
        }
        assertThat(value("cascade_sip_messages_total{domain='city',direction='in',method='INVITE',status='486'}"))
                .isOne();
        assertThat(value("cascade_sip_messages_total{domain='city',direction='in',method='INVITE',status='4xx'}"))
                .isGreaterThan(40);
        assertThat(Scrape.of(meters).seriesOf("cascade_sip_messages_total")).hasSizeLessThan(90);
    }

    @Test
    void sipTroubleIsCountedByKind() {
        meters.sip().retransmission("city", "request-out");
        meters.sip().repair("district", "lf-lines");
        meters.sip().rejected(SipMeters.UNKNOWN_DOMAIN, "too-long");
        assertThat(value("cascade_sip_retransmissions_total{domain='city',kind='request-out'}"))
                .isEqualTo(1);
        assertThat(value("cascade_sip_repairs_total{domain='district',kind='lf-lines'}"))
                .isEqualTo(1);
        assertThat(value("cascade_sip_rejected_total{domain='unknown',kind='too-long'}"))
                .isEqualTo(1);
    }

    @Test
    void durationsFallIntoTheirBucket() {
        meters.sip().transaction("district", "REGISTER", Duration.ofMillis(7), "a@b");
        meters.sip().transaction("district", "REGISTER", Duration.ofSeconds(33), "a@b");
        String bucket = "cascade_sip_transaction_seconds_bucket{domain='district',method='REGISTER',le='%s'}";
        assertThat(value(bucket.formatted("0.005"))).isZero();
        assertThat(value(bucket.formatted("0.01"))).isEqualTo(1);
        assertThat(value(bucket.formatted("32.0"))).isEqualTo(1);
        assertThat(value(bucket.formatted("+Inf"))).isEqualTo(2);
        assertThat(value("cascade_sip_transaction_seconds_sum{domain='district',method='REGISTER'}"))
                .isCloseTo(33.007, within(1e-9));
    }

    @Test
    void channelsAreShownByStatus() {
        assertThat(value("cascade_channels{domain='district',status='on'}")).isZero();
        meters.catalog().channels("district", 12, 3);
        assertThat(value("cascade_channels{domain='district',status='on'}")).isEqualTo(12);
        assertThat(value("cascade_channels{domain='district',status='off'}")).isEqualTo(3);
    }

    @Test
    void catalogItemsAreCountedByResultInTheirDirection() {
        meters.catalog().items("district", CatalogResult.RECEIVED, 15);
        meters.catalog().items("city", CatalogResult.SENT, 4);
        assertThat(value("cascade_catalog_items_total{domain='district',direction='in',result='received'}"))
                .isEqualTo(15);
        assertThat(value("cascade_catalog_items_total{domain='city',direction='out',result='sent'}"))
                .isEqualTo(4);
        assertThat(value("cascade_catalog_items_total{domain='city',direction='out',result='abandoned'}"))
                .isZero();
    }

    @Test
    void streamsAndViewersGoUpAndDown() {
        meters.calls().streamOpened("district", StreamKind.LIVE);
        meters.calls().viewerJoined("city", StreamKind.LIVE);
        meters.calls().viewerJoined("city", StreamKind.LIVE);
        meters.calls().viewerLeft("city", StreamKind.LIVE);
        assertThat(value("cascade_streams{domain='district',kind='live'}")).isEqualTo(1);
        assertThat(value("cascade_viewers{domain='city',kind='live'}")).isEqualTo(1);
        meters.calls().streamClosed("district", StreamKind.LIVE);
        assertThat(value("cascade_streams{domain='district',kind='live'}")).isZero();
        assertThat(value("cascade_streams{domain='district',kind='talk'}")).isZero();
    }

    @Test
    void callsAreCountedByCauseAndOnlyTheNormalEndFromZero() {
        assertThat(value("cascade_calls_total{domain='city',kind='live',cause='upper-bye'}"))
                .isZero();
        assertThat(Scrape.of(meters).seriesOf("cascade_calls_total")).hasSize(1);
        meters.calls().ended("city", StreamKind.LIVE, CallCause.NO_MEDIA);
        assertThat(value("cascade_calls_total{domain='city',kind='live',cause='no-media'}"))
                .isEqualTo(1);
        assertThat(Scrape.of(meters).seriesOf("cascade_calls_total")).hasSize(2);
    }

    @Test
    void aSetupFailureIsItsLowersWhereTheCauseIsAndElseItsViewers() {
        meters.calls().setupFailed("city", Optional.of("district"), CallCause.REJECTED_BY_LOWER);
        meters.calls().setupFailed("city", Optional.of("district"), CallCause.CANCELLED);
        meters.calls().setupFailed("city", Optional.empty(), CallCause.NOT_FOUND);
        meters.calls().setupFailed("city", Optional.empty(), CallCause.LOWER_OFFLINE);
        String failures = "cascade_call_setup_failures_total";
        assertThat(value(failures + "{domain='district',side='lower',cause='rejected-by-lower'}"))
                .isOne();
        assertThat(value(failures + "{domain='city',side='upper',cause='cancelled'}"))
                .isOne();
        assertThat(value(failures + "{domain='city',side='gateway',cause='not-found'}"))
                .isOne();
        assertThat(value(failures + "{domain='city',side='lower',cause='lower-offline'}"))
                .isOne();
    }

    @Test
    void limitsAreShownWithTheShareOfThemThatIsUsed() {
        meters.calls().viewerJoined("city", StreamKind.LIVE);
        meters.calls().viewerJoined("city", StreamKind.PLAYBACK);
        meters.calls()
                .watchLimit(
                        "city", LimitKind.VIEWERS, () -> 8, () -> meters.calls().viewers("city"));
        meters.calls().watchLimit("", LimitKind.BANDWIDTH, () -> 0, () -> 5);
        assertThat(value("cascade_limit{domain='city',kind='viewers'}")).isEqualTo(8);
        assertThat(value("cascade_limit_used_ratio{domain='city',kind='viewers'}"))
                .isEqualTo(0.25);
        assertThat(value("cascade_limit{domain='',kind='bandwidth'}")).isNaN();
        assertThat(value("cascade_limit_used_ratio{domain='',kind='bandwidth'}"))
                .isNaN();
    }

    @Test
    void aPeersClockIsUnknownUntilItToldTheTime() {
        assertThat(value("cascade_clock_offset_seconds{domain='district'}")).isNaN();
        meters.domains().clockOffset("district", Duration.ofMillis(-2_500));
        assertThat(value("cascade_clock_offset_seconds{domain='district'}")).isEqualTo(-2.5);
    }

    @Test
    void aPeersEditionIsTheOneThatItNamedLastAndUnknownBefore() {
        assertThat(value("cascade_domain_edition{domain='district',edition='unknown'}"))
                .isOne();
        meters.domains().edition("district", "2016");
        meters.domains().edition("district", "2022");
        assertThat(value("cascade_domain_edition{domain='district',edition='unknown'}"))
                .isZero();
        assertThat(value("cascade_domain_edition{domain='district',edition='2016'}"))
                .isZero();
        assertThat(value("cascade_domain_edition{domain='district',edition='2022'}"))
                .isOne();
    }

    @Test
    void theLastReloadIsBadUntilAGoodOneFollows() {
        assertThat(value("cascade_config_last_reload_successful")).isOne();
        meters.runtime().configReload(ReloadResult.REFUSED);
        assertThat(value("cascade_config_last_reload_successful")).isZero();
        meters.runtime().configReload(ReloadResult.UNCHANGED);
        assertThat(value("cascade_config_last_reload_successful")).isOne();
    }

    @Test
    void setupAndFirstPacketAreMeasured() {
        meters.calls().setup("city", StreamKind.LIVE, Duration.ofMillis(180), "v1");
        meters.calls().firstPacket("district", Duration.ofMillis(90), "s1");
        assertThat(value("cascade_call_setup_seconds_bucket{domain='city',kind='live',le='0.1'}"))
                .isZero();
        assertThat(value("cascade_call_setup_seconds_bucket{domain='city',kind='live',le='0.2'}"))
                .isEqualTo(1);
        assertThat(value("cascade_first_packet_seconds_bucket{domain='district',le='0.1'}"))
                .isEqualTo(1);
    }

    @Test
    void rtpTotalsFollowTheirSuppliers() {
        var packets = new AtomicLong(10);
        var bytes = new AtomicLong(14_000);
        meters.media().watchRtp("district", Direction.IN, packets::get, bytes::get);
        meters.media().watchLost("district", () -> 3);
        meters.media().watchForeign("district", () -> 4);
        meters.media().watchDropped("district", "malformed", () -> 5);
        meters.media().watchRtcp("district", Direction.OUT, "rr", () -> 6);
        packets.set(20);
        bytes.set(28_000);
        assertThat(value("cascade_rtp_packets_total{domain='district',direction='in'}"))
                .isEqualTo(20);
        assertThat(value("cascade_rtp_bytes_total{domain='district',direction='in'}"))
                .isEqualTo(28_000);
        assertThat(value("cascade_rtp_lost_packets_total{domain='district'}")).isEqualTo(3);
        assertThat(value("cascade_rtp_foreign_packets_total{domain='district'}"))
                .isEqualTo(4);
        assertThat(value("cascade_rtp_dropped_packets_total{domain='district',reason='malformed'}"))
                .isEqualTo(5);
        assertThat(value("cascade_rtcp_packets_total{domain='district',direction='out',type='rr'}"))
                .isEqualTo(6);
    }

    @Test
    void suppliersOutliveTheCallerThatGaveThem() {
        meters.media().watchLost("district", new AtomicLong(7)::get);
        System.gc();
        assertThat(value("cascade_rtp_lost_packets_total{domain='district'}")).isEqualTo(7);
    }

    @Test
    void watchingAgainReplacesTheSupplier() {
        meters.media().watchLost("district", () -> 7);
        meters.media().watchLost("district", () -> 1);
        meters.media().watchPorts("city", PortState.FREE, () -> 100);
        meters.media().watchPorts("city", PortState.FREE, () -> 98);
        assertThat(value("cascade_rtp_lost_packets_total{domain='district'}")).isEqualTo(1);
        assertThat(value("cascade_media_ports{network='city',state='free'}")).isEqualTo(98);
    }

    @Test
    void jitterOfEachSampleFallsIntoItsBucket() {
        meters.media().jitter("district", Duration.ofNanos(1_500_000));
        assertThat(value("cascade_rtp_jitter_seconds_bucket{domain='district',le='0.001'}"))
                .isZero();
        assertThat(value("cascade_rtp_jitter_seconds_bucket{domain='district',le='0.002'}"))
                .isEqualTo(1);
    }

    @Test
    void orphansAreThereFromTheStart() {
        assertThat(value("cascade_orphans{kind='dialog'}")).isZero();
        assertThat(value("cascade_orphans{kind='leg'}")).isZero();
        assertThat(value("cascade_orphans{kind='port'}")).isZero();
        meters.runtime().orphans(OrphanKind.PORT, 2);
        assertThat(value("cascade_orphans{kind='port'}")).isEqualTo(2);
        meters.runtime().orphans(OrphanKind.PORT, 0);
        assertThat(value("cascade_orphans{kind='port'}")).isZero();
    }

    @Test
    void loopLagIsInSeconds() {
        meters.runtime().watchLoopLag("control", () -> Duration.ofMillis(250));
        assertThat(value("cascade_loop_lag_seconds{loop='control'}")).isEqualTo(0.25);
    }

    @Test
    void reloadsAreCountedByResultFromZero() {
        meters.runtime().configReload(ReloadResult.REFUSED);
        assertThat(value("cascade_config_reloads_total{result='refused'}")).isEqualTo(1);
        assertThat(value("cascade_config_reloads_total{result='applied'}")).isZero();
        assertThat(value("cascade_config_reloads_total{result='unchanged'}")).isZero();
    }

    @Test
    void removedDomainLeavesNoSeriesAndComesBackFresh() {
        meters.domains().up("district", Role.LOWER, true);
        meters.domains().keepalive("district");
        meters.media().watchLost("district", () -> 7);
        meters.calls().firstPacket("district", Duration.ofMillis(90), "s9");
        meters.removeDomain("district");
        assertThat(meters.scrape()).doesNotContain("\"district\"").contains("\"city\"");

        meters.addDomain("district", Role.LOWER);
        assertThat(value("cascade_domain_up{domain='district',role='lower'}")).isZero();
        assertThat(value("cascade_keepalive_age_seconds{domain='district'}")).isNaN();
        meters.domains().up("district", Role.LOWER, true);
        assertThat(value("cascade_domain_up{domain='district',role='lower'}")).isEqualTo(1);
    }

    @Test
    void scrapeHoldsTheMetersOfTheJvmAndTheProcess() {
        meters.watchProcess();
        assertThat(Scrape.of(meters).types())
                .containsKeys(
                        "jvm_memory_used_bytes",
                        "jvm_gc_memory_allocated_bytes_total",
                        "jvm_threads_live_threads",
                        "process_cpu_usage",
                        "process_uptime_seconds",
                        "process_files_open_files");
    }

    private double value(String series) {
        return Scrape.of(meters).value(series.replace('\'', '"'));
    }
}
