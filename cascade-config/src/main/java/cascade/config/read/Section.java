package cascade.config.read;

import cascade.config.file.KeyPath;
import cascade.config.file.Problems;
import cascade.config.value.InvalidValue;
import cascade.config.value.Secret;
import com.typesafe.config.ConfigFactory;
import com.typesafe.config.ConfigList;
import com.typesafe.config.ConfigObject;
import com.typesafe.config.ConfigValue;
import com.typesafe.config.ConfigValueType;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Section of a configuration, a group of keys with its defaults laid under it. Every key that is asked for becomes
 * known; what remains when {@link #finish} is called is unknown to us and therefore a slip of the operator.
 */
public final class Section {

    private static final int LONGEST_QUOTE = 60;

    private final KeyPath path;
    private final ConfigObject values;
    private final boolean silent;
    private final Problems problems;
    private final Set<String> known = new LinkedHashSet<>();

    private Section(KeyPath path, ConfigObject values, boolean silent, Problems problems) {
        this.path = path;
        this.values = values;
        this.silent = silent;
        this.problems = problems;
    }

    public static Section of(KeyPath path, ConfigObject values, Problems problems) {
        return new Section(path, values, false, problems);
    }

    /** A section for a value that may turn out not to be one; then all reads of it give nothing and stay silent. */
    public static Section of(KeyPath path, @Nullable ConfigValue value, Problems problems) {
        if (value instanceof ConfigObject object && Substitutions.isResolved(value)) {
            return of(path, object, problems);
        }
        if (value == null) {
            problems.addAbsence(path, "missing", "a section { ... }");
        } else if (Substitutions.isResolved(value)) {
            problems.add(path, "is " + shape(value), "a section { ... }");
        }
        return new Section(path, ConfigFactory.empty().root(), true, problems);
    }

    public KeyPath path() {
        return path;
    }

    public Problems problems() {
        return problems;
    }

    /** A key that must be there. */
    public <T> Field<T> read(String key, Kind<T> kind) {
        Optional<ConfigValue> value = value(key);
        if (value.isEmpty() && !silent) {
            problems.addAbsence(path.child(key), "missing", kind.expected());
        }
        return value.map(present -> scalar(path.child(key), present, kind)).orElse(Field.absent(path.child(key)));
    }

    /** A key that need not be there. */
    public <T> Field<Optional<T>> readOptional(String key, Kind<T> kind) {
        Optional<ConfigValue> value = value(key).filter(present -> !isEmptyText(present));
        if (value.isEmpty()) {
            return new Field<>(path.child(key), Optional.empty());
        }
        Field<T> field = scalar(path.child(key), value.get(), kind);
        return new Field<>(field.path(), field.isPresent() ? field.found() : null);
    }

    /** A password that need not be there; what HOCON would quietly make another one of is a problem. */
    public Field<Optional<Secret>> readSecret(String key) {
        Field<Optional<Secret>> secret = readOptional(key, Kinds.SECRET);
        if (secret.found().flatMap(found -> found).isPresent()) {
            SecretText.check(secret.path(), problems);
        }
        return secret;
    }

    /** A key that says the same as another one where it is not there. */
    public <T> Field<T> readOr(String key, Kind<T> kind, Field<T> other) {
        return value(key).isPresent() ? read(key, kind) : new Field<>(path.child(key), other.value());
    }

    public <T> List<Field<T>> readList(String key, Kind<T> kind) {
        List<Field<T>> items = new ArrayList<>();
        for (Map.Entry<KeyPath, ConfigValue> item : items(key).entrySet()) {
            items.add(scalar(item.getKey(), item.getValue(), kind));
        }
        return items;
    }

    /** A list that must name something. */
    public <T> List<Field<T>> readSome(String key, Kind<T> kind) {
        List<Field<T>> items = readList(key, kind);
        requireSome(key, items, kind);
        return items;
    }

    /** Notes that a list names nothing, unless something else is wrong with it. */
    public <T> void requireSome(String key, List<Field<T>> items, Kind<T> kind) {
        boolean otherwiseWrong = value(key)
                .filter(value -> !Substitutions.isResolved(value) || !(value instanceof ConfigList))
                .isPresent();
        if (!silent && items.isEmpty() && !otherwiseWrong) {
            problems.addAbsence(path.child(key), "names nothing", "at least one: " + kind.expected());
        }
    }

    /** The first must not be more than the second. */
    public <T extends Comparable<T>> void ordered(Field<T> less, Field<T> more) {
        if (less.isPresent() && more.isPresent() && less.get().compareTo(more.get()) > 0) {
            problems.add(
                    less.path(),
                    "is more than " + more.path().last(),
                    "at most " + more.path().last());
        }
    }

    /** One value, or a list that must name something. */
    public <T> List<Field<T>> readOneOrMore(String key, Kind<T> kind) {
        Optional<ConfigValue> value = value(key);
        boolean one = value.isPresent() && !(value.get() instanceof ConfigList);
        return one ? List.of(read(key, kind)) : readSome(key, kind);
    }

    /** A section of free keys with one value each. */
    public <T> Map<String, Field<T>> readMap(String key, Kind<String> keys, Kind<T> kind) {
        Section map = section(key);
        Map<String, Field<T>> entries = new LinkedHashMap<>();
        for (String name : map.names()) {
            map.checkKey(name, keys);
            entries.put(name, map.read(name, kind));
        }
        return entries;
    }

    public Section section(String key) {
        known.add(key);
        return silent ? this : of(path.child(key), values.get(key), problems);
    }

    /** A section with defaults of its own. */
    public Section section(String key, ConfigObject defaults) {
        Section written = section(key);
        return written.silent ? written : of(written.path, written.values.withFallback(defaults), problems);
    }

    /** A section whose key is free, as that of a network is. */
    public Section named(String key, ConfigObject defaults) {
        checkKey(key, Kinds.NAME);
        return section(key, defaults);
    }

    /** The sections of a list. */
    public List<Section> sections(String key) {
        List<Section> sections = new ArrayList<>();
        items(key).forEach((itemPath, item) -> sections.add(of(itemPath, item, problems)));
        return sections;
    }

    /** The keys of a section whose keys are free, sorted. */
    public Set<String> names() {
        return new TreeSet<>(values.keySet());
    }

    /** Whether a key holds a section of its own instead of a text. */
    public boolean isSection(String key) {
        return value(key).filter(ConfigObject.class::isInstance).isPresent();
    }

    /** Notes every key that nobody asked for. */
    public void finish() {
        for (String key : names()) {
            if (!known.contains(key)) {
                problems.addUnknownKey(path.child(key), known);
            }
        }
    }

    private Optional<ConfigValue> value(String key) {
        known.add(key);
        return Optional.ofNullable(values.get(key))
                .filter(value -> !Substitutions.isResolved(value) || value.valueType() != ConfigValueType.NULL);
    }

    private Map<KeyPath, ConfigValue> items(String key) {
        Map<KeyPath, ConfigValue> items = new LinkedHashMap<>();
        value(key).filter(Substitutions::isResolved).ifPresent(value -> {
            if (value instanceof ConfigList list) {
                for (int index = 0; index < list.size(); index++) {
                    items.put(path.child(key).item(index), list.get(index));
                }
            } else {
                boolean yaml = String.valueOf(value.unwrapped()).startsWith("-");
                problems.add(path.child(key), "is " + shape(value), "a list [ ... ]" + (yaml ? ", without -" : ""));
            }
        });
        return items;
    }

    private <T> Field<T> scalar(KeyPath place, ConfigValue value, Kind<T> kind) {
        if (!Substitutions.isResolved(value)) {
            return Field.absent(place);
        }
        if (value instanceof ConfigObject || value instanceof ConfigList || value.valueType() == ConfigValueType.NULL) {
            problems.add(place, "is " + shape(value), kind.expected());
            return Field.absent(place);
        }
        return check(place, value.atKey("value").getString("value"), kind);
    }

    private void checkKey(String key, Kind<String> kind) {
        check(path.child(key), key, kind);
    }

    private <T> Field<T> check(KeyPath place, String text, Kind<T> kind) {
        try {
            return new Field<>(place, kind.read(text));
        } catch (InvalidValue e) {
            problems.add(place, quote(text) + " is not " + kind.noun(), e.expected() + without(text));
        } catch (IllegalArgumentException e) {
            problems.add(place, quote(text) + " is not " + kind.noun(), kind.expected() + without(text));
        }
        return Field.absent(place);
    }

    /** Other languages end a line with it. */
    private static String without(String text) {
        return text.stripTrailing().endsWith(";") ? ", without ;" : "";
    }

    private static boolean isEmptyText(ConfigValue value) {
        return Substitutions.isResolved(value) && "".equals(value.unwrapped());
    }

    private static String shape(ConfigValue value) {
        return switch (value.valueType()) {
            case OBJECT -> "a section";
            case LIST -> "a list";
            case NULL -> "null";
            case NUMBER, BOOLEAN, STRING -> "a single value";
        };
    }

    private static String quote(String text) {
        String printable = text.replaceAll("\\p{Cntrl}", "?");
        boolean isLong = printable.length() > LONGEST_QUOTE;
        return '"' + (isLong ? printable.substring(0, LONGEST_QUOTE) + "..." : printable) + '"';
    }
}
