package cascade.gateway.monitoring;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;

/** What Grafana takes without a word and an operator stumbles over. */
class DashboardFilesTest {

    static final List<Dashboard> ALL = Dashboard.all();

    @ParameterizedTest
    @FieldSource("ALL")
    void titlesAreInBothLanguagesAndEveryPanelSaysWhatItMeans(Dashboard board) {
        assertThat(board.title()).matches("Cascade / .* · .*\\p{IsHan}.*");
        for (JsonObject panel : board.everyPanel()) {
            assertThat(panel.getString("title")).matches("\\p{ASCII}+ · .*(\\p{IsHan}|RTCP|SSRC|4xx).*");
        }
        for (JsonObject panel : board.panels()) {
            assertThat(panel.getString("description"))
                    .as(panel.getString("title"))
                    .isNotBlank();
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void panelsHaveIdsOfTheirOwnAndLieBesideEachOther(Dashboard board) {
        assertThat(board.everyPanel())
                .extracting(panel -> panel.getInteger("id"))
                .doesNotHaveDuplicates();
        Set<String> taken = new HashSet<>();
        for (JsonObject panel : board.everyPanel()) {
            JsonObject place = panel.getJsonObject("gridPos");
            int right = place.getInteger("x") + place.getInteger("w");
            assertThat(right).as(panel.getString("title")).isLessThanOrEqualTo(24);
            for (int x = place.getInteger("x"); x < right; x++) {
                for (int y = place.getInteger("y"); y < place.getInteger("y") + place.getInteger("h"); y++) {
                    assertThat(taken.add(x + "," + y))
                            .as("%s covers another", panel.getString("title"))
                            .isTrue();
                }
            }
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void everyQuestionIsNarrowedByTheVariablesOfTheBoard(Dashboard board) {
        List<String> names = board.variables().stream()
                .map(variable -> variable.getString("name"))
                .toList();
        for (Dashboard.Target target : board.targets()) {
            assertThat(target.expression()).as(target.toString()).contains("instance=~\"$instance\"");
            Pattern.compile("\\$\\{?(\\w+)")
                    .matcher(target.expression())
                    .results()
                    .map(found -> found.group(1))
                    .filter(name -> !name.startsWith("__"))
                    .forEach(name -> assertThat(names).as(target.toString()).contains(name));
        }
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void everyLinkLeadsToABoardThatIsThereOrToTheConsole(Dashboard board) {
        List<String> uids = ALL.stream().map(Dashboard::uid).toList();
        for (JsonObject panel : board.panels()) {
            var links =
                    panel.getJsonObject("fieldConfig").getJsonObject("defaults").getJsonArray("links");
            if (links != null) {
                for (JsonObject link : Dashboard.objects(links)) {
                    String url = link.getString("url");
                    var uid = Pattern.compile("/d/([\\w-]+)\\?var-datasource=\\$\\{datasource}&var-instance=.*")
                            .matcher(url);
                    if (uid.matches()) {
                        assertThat(uids).contains(uid.group(1));
                    } else {
                        assertThat(url).isEqualTo("http://${__data.fields.instance}/");
                    }
                }
            }
        }
        assertThat(board.links()).extracting(link -> link.getString("type")).contains("dashboards");
    }

    @ParameterizedTest
    @FieldSource("ALL")
    void everyBoardLeadsToTheConsoleOfItsGateway(Dashboard board) {
        String json = board.json().encode();
        assertThat(json).containsPattern("http://\\$\\{(instance|__data\\.fields\\.instance)}/");
    }
}
