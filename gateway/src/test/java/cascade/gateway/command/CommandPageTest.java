package cascade.gateway.command;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;

/** Keeps {@code gateway/docs/commands.md} true; {@code -Dcommands.write=true} writes it. */
class CommandPageTest {

    private static final Path PAGE = Path.of("docs/commands.md");

    @Test
    void noCommandIsListedTwice() {
        assertThat(CommandTable.all()).extracting(CommandRow::label).doesNotHaveDuplicates();
    }

    @Test
    void thePageIsWhatTheTableSays() throws IOException {
        String text = new CommandPage().text();
        if (Boolean.getBoolean("commands.write")) {
            Files.writeString(PAGE, text);
        }
        assertThat(PAGE).as("`make commands` writes it (-Dcommands.write=true)").hasContent(text);
    }
}
