package cascade.gateway.gb.manscdp;

import cascade.gateway.gb.DeviceId;
import java.io.ByteArrayOutputStream;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Compact form of some catalog items, for keeping: what several of them have in common is written once. Events are not
 * written. Any thread.
 *
 * <pre>
 *   number of traits, each its twelve fields        texts and ids: length + 1 and UTF-8, 0 where absent
 *   number of extras, each a list of elements       name, attributes, text, children
 *   number of items, each: id, its own texts as {@link OwnTexts} packs them, number of its traits, of its extras
 *   numbers: seven bits a byte, the lowest first, the eighth says that more follow
 * </pre>
 */
public final class PackedItems {

    /** Nesting of elements at most; a catalog's own are four deep. */
    private static final int MAX_DEPTH = 32;

    private PackedItems() {}

    public static byte[] write(List<CatalogItem> items) {
        var writer = new Writer();
        var traits = new Table<ItemTraits>();
        var extras = new Table<List<XmlNode>>();
        items.forEach(item -> {
            traits.add(item.traits());
            extras.add(item.extra());
        });
        writer.number(traits.all.size());
        traits.all.forEach(writer::traits);
        writer.number(extras.all.size());
        extras.all.forEach(writer::nodes);
        writer.number(items.size());
        for (CatalogItem item : items) {
            writer.text(item.deviceId().value());
            writer.bytes(item.own().packed());
            writer.number(traits.of(item.traits()));
            writer.number(extras.of(item.extra()));
        }
        return writer.out.toByteArray();
    }

    /** @throws IllegalArgumentException what stands there is no such form */
    public static List<CatalogItem> read(byte[] packed) {
        var reader = new Reader(ByteBuffer.wrap(packed));
        try {
            List<ItemTraits> traits = reader.list(reader::traits);
            List<List<XmlNode>> extras = reader.list(() -> reader.nodes(0));
            List<CatalogItem> items = reader.list(() -> new CatalogItem(
                    new DeviceId(reader.present()),
                    OwnTexts.ofPacked(reader.bytes()),
                    traits.get(reader.number()),
                    extras.get(reader.number()),
                    null));
            if (reader.in.hasRemaining()) {
                throw new IllegalArgumentException("packed items: " + reader.in.remaining() + " bytes behind the last");
            }
            return items;
        } catch (BufferUnderflowException | IndexOutOfBoundsException cut) {
            throw new IllegalArgumentException("packed items: cut or garbled", cut);
        }
    }

    /** What several items have in common, mostly the very same object. */
    private static final class Table<T> {
        private final List<T> all = new ArrayList<>();
        private final IdentityHashMap<T, Integer> bySame = new IdentityHashMap<>();
        private final Map<T, Integer> byEqual = new HashMap<>();

        void add(T value) {
            if (!bySame.containsKey(value)) {
                @Nullable Integer known = byEqual.putIfAbsent(value, all.size());
                bySame.put(value, known == null ? all.size() : known);
                if (known == null) {
                    all.add(value);
                }
            }
        }

        int of(T value) {
            return bySame.getOrDefault(value, 0);
        }
    }

    private static final class Writer {
        private final ByteArrayOutputStream out = new ByteArrayOutputStream(4_096);

        void number(int value) {
            int left = value;
            while (left > 0x7f) {
                out.write((left & 0x7f) | 0x80);
                left >>>= 7;
            }
            out.write(left);
        }

        void bytes(byte[] bytes) {
            number(bytes.length);
            out.writeBytes(bytes);
        }

        void text(@Nullable String text) {
            if (text == null) {
                number(0);
            } else {
                byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
                number(bytes.length + 1);
                out.writeBytes(bytes);
            }
        }

        void traits(ItemTraits traits) {
            text(traits.manufacturer());
            text(traits.model());
            text(traits.owner());
            text(traits.civilCode());
            text(traits.parental());
            number(traits.parentIds().size());
            traits.parentIds().forEach(id -> text(id.value()));
            text(traits.safetyWay());
            text(traits.registerWay());
            text(traits.secrecy());
            text(traits.port());
            text(traits.status());
            @Nullable DeviceId group = traits.businessGroupId();
            text(group == null ? null : group.value());
        }

        void nodes(List<XmlNode> nodes) {
            number(nodes.size());
            for (XmlNode node : nodes) {
                text(node.name());
                number(node.attributes().size());
                node.attributes().forEach((name, value) -> {
                    text(name);
                    text(value);
                });
                text(node.text());
                nodes(node.children());
            }
        }
    }

    private static final class Reader {

        @FunctionalInterface
        private interface One<T> {
            T read();
        }

        private final ByteBuffer in;

        Reader(ByteBuffer in) {
            this.in = in;
        }

        int number() {
            int value = 0;
            for (int shift = 0; shift < Integer.SIZE; shift += 7) {
                byte part = in.get();
                value |= (part & 0x7f) << shift;
                if (part >= 0) {
                    return value;
                }
            }
            throw new IllegalArgumentException("packed items: a number has no end");
        }

        private byte[] bytes(int length) {
            if (length < 0 || length > in.remaining()) {
                throw new BufferUnderflowException();
            }
            byte[] bytes = new byte[length];
            in.get(bytes);
            return bytes;
        }

        byte[] bytes() {
            return bytes(number());
        }

        @Nullable
        String text() {
            int length = number();
            return length == 0 ? null : new String(bytes(length - 1), StandardCharsets.UTF_8);
        }

        String present() {
            @Nullable String text = text();
            if (text == null) {
                throw new IllegalArgumentException("packed items: a text is missing");
            }
            return text;
        }

        <T> List<T> list(One<T> one) {
            int size = number();
            if (size < 0 || size > in.remaining()) {
                throw new BufferUnderflowException();
            }
            var list = new ArrayList<T>(size);
            for (int i = 0; i < size; i++) {
                list.add(one.read());
            }
            return List.copyOf(list);
        }

        ItemTraits traits() {
            return new ItemTraits(
                    text(),
                    text(),
                    text(),
                    text(),
                    text(),
                    list(() -> new DeviceId(present())),
                    text(),
                    text(),
                    text(),
                    text(),
                    text(),
                    group(text()));
        }

        private static @Nullable DeviceId group(@Nullable String id) {
            return id == null ? null : new DeviceId(id);
        }

        List<XmlNode> nodes(int depth) {
            if (depth > MAX_DEPTH) {
                throw new IllegalArgumentException("packed items: elements are nested too deep");
            }
            return list(() -> {
                String name = present();
                var attributes = new LinkedHashMap<String, String>();
                for (int left = number(); left > 0; left--) {
                    attributes.put(present(), present());
                }
                return new XmlNode(name, attributes, present(), nodes(depth + 1));
            });
        }
    }
}
