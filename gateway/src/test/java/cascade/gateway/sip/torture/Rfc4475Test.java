package cascade.gateway.sip.torture;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;

class Rfc4475Test {

    @Test
    void thereAre49Messages() {
        assertThat(Rfc4475.names()).hasSize(49);
    }

    /** Compared by hand where the RFC's archive is unpacked: {@code -Drfc4475.folder=...}, files named {@code wsinv.dat}. */
    @Test
    @EnabledIfSystemProperty(named = "rfc4475.folder", matches = ".+")
    @FieldReport(value = "load 18", part = "the RFC's own bytes, where its archive is at hand")
    void theyAreThePublishedBytes() throws Exception {
        Path folder = Path.of(System.getProperty("rfc4475.folder"));
        for (String name : Rfc4475.names()) {
            byte[] published = Files.readAllBytes(folder.resolve(name + ".dat"));
            // some copies of the archive lack the last blank line of baddn
            assertThat(Rfc4475.message(name)).as(name).startsWith(published).hasSizeLessThan(published.length + 3);
        }
    }
}
