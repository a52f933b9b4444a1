package cascade.gateway.assembly.metering;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import cascade.gateway.media.DropReason;
import cascade.gateway.media.OwnerTotals;
import cascade.gateway.media.rtp.RtcpType;
import cascade.monitoring.Meters;
import cascade.monitoring.Role;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

@FieldReport("load 17")
class DomainMediaSeriesTest {

    private static final int DOMAINS = 1_000;
    /** Twenty megabytes for ten thousand. */
    private static final int BYTES_OF_ONE = 2_000;

    private final Meters meters = new Meters();
    private Optional<OwnerTotals> totals = Optional.empty();

    @AfterEach
    void close() {
        meters.close();
    }

    private DomainMediaSeries begin(String domain, Role role) {
        meters.addDomain(domain, role);
        var series = new DomainMediaSeries(meters.media(), domain, () -> totals);
        series.begin(role);
        return series;
    }

    private List<String> seriesOf(String domain) {
        return meters.scrape()
                .lines()
                .filter(line -> line.contains("domain=\"" + domain + "\""))
                .toList();
    }

    @Test
    void anIdleDomainTakesLittleOfThePage() {
        int empty = meters.scrape().length();
        for (int i = 0; i < DOMAINS; i++) {
            begin("district-" + i, i % 2 == 0 ? Role.LOWER : Role.UPPER);
        }
        int each = (meters.scrape().length() - empty) / DOMAINS;
        assertThat(each).isLessThan(BYTES_OF_ONE);
    }

    @Test
    void whatADomainIsIsThereFromTheStart() {
        begin("district", Role.LOWER);
        assertThat(seriesOf("district"))
                .anyMatch(line -> line.startsWith("cascade_domain_up{") && line.endsWith(" 0.0"))
                .anyMatch(line -> line.startsWith("cascade_streams{"))
                .anyMatch(line -> line.startsWith("cascade_channels{"))
                .anyMatch(line -> line.startsWith("cascade_domain_registrations_total{"))
                .anyMatch(line -> line.startsWith("cascade_rtp_lost_packets_total{"));
    }

    @Test
    void aReasonAndATypeAreThereOnceTheyHaveCountedSomething() {
        DomainMediaSeries series = begin("district", Role.LOWER);
        assertThat(seriesOf("district"))
                .noneMatch(line -> line.startsWith("cascade_rtp_dropped") || line.startsWith("cascade_rtcp"));

        totals = Optional.of(sample(3, 4));
        series.onSample(totals.get());
        assertThat(seriesOf("district"))
                .filteredOn(line -> line.startsWith("cascade_rtp_dropped") || line.startsWith("cascade_rtcp"))
                .containsExactlyInAnyOrder(
                        "cascade_rtp_dropped_packets_total{domain=\"district\",reason=\"broken-rtcp\"} 3.0",
                        "cascade_rtcp_packets_total{direction=\"in\",domain=\"district\",type=\"sr\"} 4.0");

        totals = Optional.of(sample(5, 4));
        series.onSample(totals.get());
        assertThat(seriesOf("district"))
                .contains("cascade_rtp_dropped_packets_total{domain=\"district\",reason=\"broken-rtcp\"} 5.0");
    }

    private static OwnerTotals sample(long broken, long senderReports) {
        return new OwnerTotals(
                0,
                0,
                0,
                0,
                0,
                0,
                0,
                Map.of(DropReason.BROKEN_RTCP, broken, DropReason.NOT_RTP, 0L),
                Map.of(RtcpType.SR, senderReports),
                Map.of());
    }
}
