package cascade.monitoring.prometheus;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.monitoring.MonitoringFiles;
import java.util.List;
import java.util.Locale;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** Who is woken finds a section for what woke them, in both languages. */
class RunbookTest {

    private static final String RUNBOOK = MonitoringFiles.read("runbook.md");

    @Test
    void everyAlertHasASectionAndEverySectionAnAlert() {
        assertThat(headings()).containsExactlyInAnyOrderElementsOf(RuleFile.ALERTS.names());
    }

    @Test
    void everySectionSaysHowBadItIsWhatToLookAtAndWhatToDoInBothLanguages() {
        for (RuleFile.Rule alert : RuleFile.ALERTS.rules()) {
            assertThat(section(alert.name()))
                    .as(alert.name())
                    .contains("*" + alert.value("severity") + ".*", "- Look: ", "- Do", "- 查看：", "处理：");
        }
    }

    @Test
    void everyLinkWithinLeadsToASection() {
        List<String> anchors =
                headings().stream().map(name -> name.toLowerCase(Locale.ROOT)).toList();
        Pattern.compile("\\]\\(#([^)]*)\\)")
                .matcher(RUNBOOK)
                .results()
                .forEach(link -> assertThat(anchors).contains(link.group(1)));
    }

    private static List<String> headings() {
        return Pattern.compile("(?m)^## (.*)$")
                .matcher(RUNBOOK)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }

    private static String section(String name) {
        String from = RUNBOOK.substring(RUNBOOK.indexOf("## " + name + "\n") + 3);
        int end = from.indexOf("\n## ");
        return end < 0 ? from : from.substring(0, end);
    }
}
