package cascade.gateway.handover;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.media.DescriptorStore;
import cascade.gateway.testkit.FakeServiceManager;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

@EnabledOnOs(OS.LINUX)
class ServiceManagerIT {

    private static final ServiceManager.Settings SETTINGS = new ServiceManager.Settings(true, Duration.ofSeconds(2));

    @TempDir
    private Path folder;

    @Test
    void withoutNotifySocketNothingIsToldToNobody() {
        try (ServiceManager nobody = ServiceManager.of(Map.of(), SETTINGS)) {
            nobody.ready();
            nobody.stopping();

            assertThat(nobody.isThere()).isFalse();
            assertThat(nobody.store()).isSameAs(DescriptorStore.NONE);
            assertThat(nobody.watchdog()).isEmpty();
        }
    }

    @Test
    void whatHappensIsToldByPathAndByAbstractNameInItsOrder() throws Exception {
        for (String address : new String[] {folder.resolve("notify").toString(), "@cascade-" + System.nanoTime()}) {
            try (FakeServiceManager systemd = new FakeServiceManager(address)) {
                try (ServiceManager service = ServiceManager.of(Map.of("NOTIFY_SOCKET", address), SETTINGS)) {
                    service.ready();
                    service.status("12 streams\nto 30 viewers");
                    service.alive();
                    service.reloading();
                    service.ready();
                    service.stopping();
                }
                systemd.awaitHeard("STOPPING=1");
                assertThat(systemd.heard())
                        .hasSize(6)
                        .startsWith("READY=1", "STATUS=12 streams to 30 viewers", "WATCHDOG=1")
                        .endsWith("READY=1", "STOPPING=1");
                assertThat(systemd.heard().get(3)).matches("RELOADING=1\nMONOTONIC_USEC=\\d+");
            }
        }
    }

    @Test
    void aServiceManagerThatIsGoneHoldsNobodyUp() throws IOException {
        try (ServiceManager service =
                ServiceManager.of(Map.of("NOTIFY_SOCKET", "@nobody-" + System.nanoTime()), SETTINGS)) {
            service.ready();
            service.stopping();

            assertThat(service.isThere()).isTrue();
        }
    }

    @Test
    void aStoreOfNoSizeGetsNoSockets() throws Exception {
        try (FakeServiceManager systemd = FakeServiceManager.start();
                ServiceManager service = ServiceManager.of(
                        Map.of("NOTIFY_SOCKET", systemd.environment().get("NOTIFY_SOCKET"), "FDSTORE", "0"),
                        SETTINGS)) {
            assertThat(service.store()).isSameAs(DescriptorStore.NONE);
        }
    }
}
