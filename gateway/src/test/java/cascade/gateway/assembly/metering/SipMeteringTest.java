package cascade.gateway.assembly.metering;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import cascade.monitoring.MeterName;
import cascade.monitoring.Meters;
import cascade.monitoring.Role;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** What the SIP side reports, as the metrics page shows it. */
class SipMeteringTest {

    @Test
    @FieldReport(value = "operator 17", part = "PUBLISH")
    void aMethodHasOneNameInBothDirections() {
        try (var meters = new Meters()) {
            meters.addDomain("city", Role.UPPER);
            var observer = new SipMetering(meters.sip(), (domain, kind) -> {});
            observer.received("city", "PUBLISH", "");
            observer.sent("city", "PUBLISH", "489");

            assertThat(meters.scrape())
                    .contains("direction=\"in\",domain=\"city\",method=\"PUBLISH\",status=\"\"")
                    .contains("direction=\"out\",domain=\"city\",method=\"PUBLISH\",status=\"489\"");
        }
    }

    /** On the page each stands alone, in the order of an alphabet. */
    @ParameterizedTest
    @EnumSource(MeterName.class)
    @FieldReport(value = "operator 17", part = "help texts")
    void aHelpTextCanBeReadWithoutAnother(MeterName name) {
        assertThat(name.help())
                .matches("[A-Z0-9].{15,}\\.")
                .doesNotContainPattern("(?i)of (those|these|such)|as above|the same");
    }
}
