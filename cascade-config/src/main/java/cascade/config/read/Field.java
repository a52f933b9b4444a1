package cascade.config.read;

import cascade.config.file.KeyPath;
import java.util.List;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** Value read at a key, or nothing because it was missing or faulty, which then has been noted. */
public record Field<T>(KeyPath path, @Nullable T value) {

    static <T> Field<T> absent(KeyPath path) {
        return new Field<>(path, null);
    }

    public boolean isPresent() {
        return value != null;
    }

    /** The value; to be asked for only when the whole configuration proved to be without problems. */
    public T get() {
        if (value == null) {
            throw new IllegalStateException(path + " was not read");
        }
        return value;
    }

    public Optional<T> found() {
        return Optional.ofNullable(value);
    }

    public void ifPresent(Consumer<T> action) {
        if (value != null) {
            action.accept(value);
        }
    }

    /** This, or what {@code other} says where this is "". */
    public Field<T> ifEmpty(Field<T> other) {
        return "".equals(value) ? new Field<>(path, other.value) : this;
    }

    /** What {@code of} makes of the value, with the same place; absent where it makes nothing. */
    public <R> Field<R> map(Function<T, Optional<R>> of) {
        return new Field<>(path, found().flatMap(of).orElse(null));
    }

    public static <T> List<T> values(List<Field<T>> fields) {
        return fields.stream().map(Field::get).toList();
    }
}
