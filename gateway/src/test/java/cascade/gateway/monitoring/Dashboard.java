package cascade.gateway.monitoring;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;

/** Board of Grafana, as its file says. */
record Dashboard(JsonObject json) {

    /** Question of a panel, with Grafana's variables in it. */
    record Target(String board, String panel, String expression, boolean isInstant) {

        @Override
        public String toString() {
            return board + " / " + panel + ": " + expression;
        }
    }

    static List<Dashboard> all() {
        try (Stream<Path> files = Files.list(Path.of("../monitoring/grafana/dashboards"))) {
            return files.sorted().map(Dashboard::read).toList();
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Dashboard read(Path file) {
        try {
            return new Dashboard(new JsonObject(Files.readString(file)));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    String uid() {
        return json.getString("uid");
    }

    String title() {
        return json.getString("title");
    }

    List<JsonObject> variables() {
        return objects(json.getJsonObject("templating").getJsonArray("list"));
    }

    List<JsonObject> links() {
        return objects(json.getJsonArray("links"));
    }

    /** Rows, which are headings, included. */
    List<JsonObject> everyPanel() {
        return objects(json.getJsonArray("panels"));
    }

    List<JsonObject> panels() {
        return everyPanel().stream()
                .filter(panel -> !panel.getString("type").equals("row"))
                .toList();
    }

    List<Target> targets() {
        return panels().stream()
                .flatMap(panel -> objects(panel.getJsonArray("targets")).stream()
                        .map(target -> new Target(
                                title(),
                                panel.getString("title"),
                                target.getString("expr"),
                                target.getBoolean("instant"))))
                .toList();
    }

    static List<JsonObject> objects(JsonArray array) {
        return array.stream().map(JsonObject.class::cast).toList();
    }

    @Override
    public String toString() {
        return title();
    }
}
