package cascade.gateway.admin;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.json.Json;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.time.Instant;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The OpenAPI document as a judge: says in which ways a JSON value departs from the schema of a response. Knows the part
 * of JSON Schema that the document uses and fails on a keyword that it does not know.
 */
record OpenApi(JsonObject document) {

    private static final Set<String> KEYWORDS = Set.of(
            "type",
            "description",
            "properties",
            "required",
            "additionalProperties",
            "items",
            "enum",
            "format",
            "pattern",
            "minimum",
            "maximum",
            "default");

    static OpenApi read() {
        try (InputStream in = OpenApi.class.getResourceAsStream("openapi.json")) {
            if (in == null) {
                throw new AssertionError("no openapi.json");
            }
            return new OpenApi(new JsonObject(new String(in.readAllBytes(), UTF_8)));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** {@code GET /path} of every operation. */
    Set<String> operations() {
        var operations = new TreeSet<String>();
        JsonObject paths = document.getJsonObject("paths");
        for (String path : paths.fieldNames()) {
            paths.getJsonObject(path)
                    .fieldNames()
                    .forEach(method -> operations.add(method.toUpperCase(Locale.ROOT) + " " + path));
        }
        return operations;
    }

    Set<String> parameters(HttpMethod method, String path, String in) {
        var names = new TreeSet<String>();
        for (Object parameter : operation(method.name(), path).getJsonArray("parameters", new JsonArray())) {
            if (((JsonObject) parameter).getString("in").equals(in)) {
                names.add(((JsonObject) parameter).getString("name"));
            }
        }
        return names;
    }

    /** How the answer differs from what the document promises for this status; empty if it does not. */
    List<String> faults(String method, String path, int status, String mediaType, String body) {
        JsonObject response = operation(method, path).getJsonObject("responses").getJsonObject(String.valueOf(status));
        if (response == null) {
            return List.of(status + " is not documented");
        }
        JsonObject content = resolve(response).getJsonObject("content", new JsonObject());
        if (content.isEmpty()) {
            return body.isEmpty() ? List.of() : List.of("a body is not documented");
        }
        String bareType = mediaType.replaceFirst(";.*", "");
        if (!content.containsKey(bareType)) {
            return List.of(mediaType + " is not documented");
        }
        if (!bareType.endsWith("json")) {
            return List.of();
        }
        var faults = new ArrayList<String>();
        check("$", content.getJsonObject(bareType).getJsonObject("schema"), Json.decodeValue(body), faults);
        return faults;
    }

    JsonObject schema(String name) {
        return document.getJsonObject("components").getJsonObject("schemas").getJsonObject(name);
    }

    private JsonObject operation(String method, String path) {
        return document.getJsonObject("paths").getJsonObject(path).getJsonObject(method.toLowerCase(Locale.ROOT));
    }

    private JsonObject resolve(JsonObject object) {
        String reference = object.getString("$ref");
        if (reference == null) {
            return object;
        }
        JsonObject target = document;
        for (String step : reference.substring("#/".length()).split("/")) {
            target = target.getJsonObject(step);
        }
        return target;
    }

    private void check(String where, JsonObject reference, @Nullable Object value, List<String> faults) {
        JsonObject schema = resolve(reference);
        for (String keyword : schema.fieldNames()) {
            if (!KEYWORDS.contains(keyword)) {
                throw new AssertionError(where + ": unknown keyword " + keyword);
            }
        }
        if (!types(schema).contains(typeOf(value))
                && !(typeOf(value).equals("integer") && types(schema).contains("number"))) {
            faults.add(where + ": " + typeOf(value) + " (expected: " + types(schema) + ")");
            return;
        }
        JsonArray allowed = schema.getJsonArray("enum");
        if (allowed != null && !allowed.getList().contains(value)) {
            faults.add(where + ": " + value + " (expected: " + allowed + ")");
        }
        switch (value) {
            case JsonObject object -> checkObject(where, schema, object, faults);
            case JsonArray array -> {
                for (int i = 0; i < array.size(); i++) {
                    check(where + "[" + i + "]", schema.getJsonObject("items"), array.getValue(i), faults);
                }
            }
            case String text -> checkText(where, schema, text, faults);
            case null, default -> {}
        }
    }

    private void checkObject(String where, JsonObject schema, JsonObject object, List<String> faults) {
        JsonObject properties = schema.getJsonObject("properties");
        if (properties == null) {
            return;
        }
        for (String name : object.fieldNames()) {
            if (properties.containsKey(name)) {
                check(where + "." + name, properties.getJsonObject(name), object.getValue(name), faults);
            } else {
                faults.add(where + "." + name + ": not documented");
            }
        }
        for (Object name : schema.getJsonArray("required")) {
            if (!object.containsKey((String) name)) {
                faults.add(where + "." + name + ": missing");
            }
        }
    }

    private static void checkText(String where, JsonObject schema, String text, List<String> faults) {
        String pattern = schema.getString("pattern");
        if (pattern != null && !Pattern.matches(pattern, text)) {
            faults.add(where + ": " + text + " (expected: " + pattern + ")");
        }
        if ("date-time".equals(schema.getString("format"))) {
            try {
                Instant.parse(text);
            } catch (DateTimeParseException e) {
                faults.add(where + ": " + text + " (expected: a time)");
            }
        }
    }

    private static Set<Object> types(JsonObject schema) {
        Object type = schema.getValue("type");
        return type instanceof JsonArray array ? array.stream().collect(Collectors.toSet()) : Set.of(type);
    }

    private static String typeOf(@Nullable Object value) {
        return switch (value) {
            case null -> "null";
            case JsonObject object -> "object";
            case JsonArray array -> "array";
            case String text -> "string";
            case Boolean bool -> "boolean";
            case Integer number -> "integer";
            case Long number -> "integer";
            default -> "number";
        };
    }
}
