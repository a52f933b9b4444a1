package cascade.gateway.store;

import io.vertx.core.buffer.Buffer;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.List;
import java.util.TreeMap;
import java.util.function.Function;
import java.util.function.IntSupplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ring of the newest values of a journal, kept in a {@link RecordStore}: each is a record under a number of its own, and the
 * oldest go as new ones come. Control context only.
 *
 * @param <T> of the values, immutable
 */
public final class RecordRing<T> {

    private static final Logger LOG = LoggerFactory.getLogger(RecordRing.class);

    /** Form of a value in its record. */
    public interface Codec<T> {

        Buffer write(T value);

        /** @throws RuntimeException the record is of another form */
        T read(Buffer record);

        static <T> Codec<T> of(Function<T, Buffer> write, Function<Buffer, T> read) {
            return new Codec<>() {
                @Override
                public Buffer write(T value) {
                    return write.apply(value);
                }

                @Override
                public T read(Buffer record) {
                    return read.apply(record);
                }
            };
        }
    }

    private final RecordStore store;
    private final RecordKind kind;
    private final String series;
    private final IntSupplier capacity;
    private final Codec<T> codec;
    private final Deque<Long> numbers = new ArrayDeque<>();
    private long next = 1;

    /**
     * @param series tells the ring from others of the same kind; in front of each key
     * @param capacity read when a value comes: a reload may change it
     */
    public RecordRing(RecordStore store, RecordKind kind, String series, IntSupplier capacity, Codec<T> codec) {
        this.store = store;
        this.kind = kind;
        this.series = series;
        this.capacity = capacity;
        this.codec = codec;
    }

    /**
     * The values that a former process kept, the oldest first; to be called once, before the first is added. One that cannot be
     * read is dropped with a log line.
     */
    public List<T> restore() {
        var records = new TreeMap<Long, Buffer>();
        store.restored(kind).forEach((key, record) -> {
            if (key.startsWith(series) && key.substring(series.length()).matches("\\d{1,18}")) {
                records.put(Long.valueOf(key.substring(series.length())), record);
            }
        });
        var values = new ArrayList<T>();
        records.forEach((number, record) -> {
            try {
                values.add(codec.read(record));
                numbers.addLast(number);
            } catch (RuntimeException unreadable) {
                LOG.atWarn()
                        .addKeyValue("record", series + number)
                        .addKeyValue("cause", unreadable.toString())
                        .log("kept record cannot be read and is dropped");
                store.remove(kind, series + number);
            }
        });
        if (!records.isEmpty()) {
            next = records.lastKey() + 1;
        }
        trim();
        return List.copyOf(values.subList(values.size() - numbers.size(), values.size()));
    }

    /** The number in an id of ours, such as v12; 0 in what is none. */
    public static long numberIn(String id) {
        return id.matches("\\D\\d{1,18}") ? Long.parseLong(id, 1, id.length(), 10) : 0;
    }

    /** Adds a value, in the place of the oldest where there is no room. */
    public void add(T value) {
        store.put(kind, series + next, codec.write(value));
        numbers.addLast(next++);
        trim();
    }

    private void trim() {
        while (numbers.size() > capacity.getAsInt()) {
            store.remove(kind, series + numbers.removeFirst());
        }
    }
}
