package cascade.gateway.profile;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps {@code gateway/docs/profiles.md} true; {@code -Dprofiles.write=true} writes it. */
class ProfilesPageTest {

    private static final Path PAGE = Path.of("docs/profiles.md");

    @Test
    void thePageIsWhatTheFilesAndTheFieldsSay() throws IOException {
        String text = new ProfilesPage().text();
        if (Boolean.getBoolean("profiles.write")) {
            Files.writeString(PAGE, text);
        }
        assertThat(PAGE).as("`make profiles` writes it (-Dprofiles.write=true)").hasContent(text);
    }
}
