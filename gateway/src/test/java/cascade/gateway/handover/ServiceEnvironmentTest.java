package cascade.gateway.handover;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.handover.ServiceEnvironment.Inherited;
import cascade.gateway.media.io.linux.UnixAddress;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;

class ServiceEnvironmentTest {

    private static final long PID = 2817;

    private static ServiceEnvironment read(Map<String, String> variables) {
        return ServiceEnvironment.read(variables, PID);
    }

    @Test
    void withoutAServiceManagerNothingIsThere() {
        ServiceEnvironment nobody = read(Map.of("PATH", "/bin"));

        assertThat(nobody.notifySocket()).isEmpty();
        assertThat(nobody.watchdog()).isEmpty();
        assertThat(nobody.inherited()).isEmpty();
        assertThat(nobody.keeper()).isFalse();
        assertThat(nobody.problems()).isEmpty();
    }

    @Test
    void socketsAreAPathOrAnAbstractName() {
        assertThat(read(Map.of("NOTIFY_SOCKET", "/run/systemd/notify")).notifySocket())
                .contains(new UnixAddress("/run/systemd/notify"));
        assertThat(read(Map.of("NOTIFY_SOCKET", "@/org/systemd/notify")).notifySocket())
                .contains(new UnixAddress("@/org/systemd/notify"));
    }

    @Test
    void aSocketOfAnotherKindIsAProblemThatIsSaid() {
        ServiceEnvironment virtual = read(Map.of("NOTIFY_SOCKET", "vsock:2:1234"));

        assertThat(virtual.notifySocket()).isEmpty();
        assertThat(virtual.problems()).singleElement().asString().contains("NOTIFY_SOCKET", "vsock:2:1234");
    }

    @Test
    void descriptorsComeFromThreeOnUnderTheirNames() {
        ServiceEnvironment second = read(Map.of(
                "LISTEN_PID", "2817", "LISTEN_FDS", "2", "LISTEN_FDNAMES", "udp/10.0.0.1/20000:udp/10.0.0.1/20001"));

        assertThat(second.inherited())
                .containsExactly(new Inherited("udp/10.0.0.1/20000", 3), new Inherited("udp/10.0.0.1/20001", 4));
    }

    @Test
    void descriptorsWithoutNamesAreThereAllTheSame() {
        assertThat(read(Map.of("LISTEN_PID", "2817", "LISTEN_FDS", "1")).inherited())
                .singleElement()
                .extracting(Inherited::fd)
                .isEqualTo(3);
    }

    @Test
    void whatIsMeantForAnotherProcessIsLeftAlone() {
        ServiceEnvironment parents = read(
                Map.of("LISTEN_PID", "2816", "LISTEN_FDS", "2", "WATCHDOG_PID", "2816", "WATCHDOG_USEC", "30000000"));

        assertThat(parents.inherited()).isEmpty();
        assertThat(parents.watchdog()).isEmpty();
    }

    @Test
    void theWatchdogIsInMicroseconds() {
        assertThat(read(Map.of("WATCHDOG_USEC", "30000000")).watchdog()).contains(Duration.ofSeconds(30));
        assertThat(read(Map.of("WATCHDOG_USEC", "0")).watchdog()).isEmpty();
    }

    @Test
    void whatIsNoNumberIsAProblemThatIsSaid() {
        ServiceEnvironment odd = read(Map.of("WATCHDOG_USEC", "soon", "FDSTORE", "-1"));

        assertThat(odd.watchdog()).isEmpty();
        assertThat(odd.storeSize()).isEmpty();
        assertThat(odd.problems()).hasSize(2);
    }
}
