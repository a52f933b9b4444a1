package cascade.gateway.assembly.view;

import cascade.config.GatewayConfig;
import cascade.config.value.Cidr;
import cascade.config.value.HostPort;
import cascade.config.value.PortRange;
import cascade.config.value.Secret;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.RecordComponent;
import java.time.Duration;
import java.util.Collection;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * Settings in force as JSON: the keys of the configuration in its own spelling, durations in seconds, secrets masked. Any
 * thread; with many mapped ids it takes milliseconds.
 */
public final class SettingsJson {

    private static final Pattern HUMP = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");

    private SettingsJson() {}

    public static JsonObject of(GatewayConfig config) {
        return object(config);
    }

    private static JsonObject object(Record settings) {
        var json = new JsonObject();
        for (RecordComponent component : settings.getClass().getRecordComponents()) {
            String key = HUMP.matcher(component.getName()).replaceAll("-").toLowerCase(Locale.ROOT);
            json.put(key, value(read(component, settings)));
        }
        return json;
    }

    private static @Nullable Object value(@Nullable Object setting) {
        return switch (setting) {
            case null -> null;
            case Secret secret -> secret.toString();
            case Optional<?> optional -> value(optional.orElse(null));
            case Duration duration -> duration.toNanos() / 1e9;
            case Cidr block -> block.toString();
            case HostPort address -> address.toString();
            case PortRange range -> range.toString();
            case Enum<?> constant -> constant.name().toLowerCase(Locale.ROOT).replace('_', '-');
            case Record record -> object(record);
            case Map<?, ?> map -> {
                var json = new JsonObject();
                map.forEach((key, item) -> json.put(key.toString(), value(item)));
                yield json;
            }
            case Collection<?> items -> {
                var json = new JsonArray();
                items.forEach(item -> json.add(value(item)));
                yield json;
            }
            case Number number -> number;
            case Boolean bool -> bool;
            default -> setting.toString();
        };
    }

    private static @Nullable Object read(RecordComponent component, Record settings) {
        try {
            return component.getAccessor().invoke(settings);
        } catch (IllegalAccessException | InvocationTargetException hidden) {
            throw new IllegalStateException(component + " cannot be read", hidden);
        }
    }
}
