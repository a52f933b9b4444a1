package cascade.gateway.bench;

import cascade.gateway.media.io.epoll.EpollBackend;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The contenders that can be measured here, each with its place. */
final class Field implements AutoCloseable {

    private final Map<Contender, Relay> relays = new EnumMap<>(Contender.class);
    private final List<String> absent = new ArrayList<>();

    /** @param reference the folder of {@code rtprelay.c}; null: none */
    static Field open(@Nullable Path reference, Path folder) throws IOException {
        Field field = new Field();
        @Nullable String noEpoll = EpollBackend.missing().orElse(null);
        boolean rtpEngine = RtpEngine.isInstalled();
        @Nullable Path program = reference == null ? null : ReferenceRelay.compile(reference, folder);
        for (Contender contender : Contender.values()) {
            Path log = folder.resolve(contender.name().toLowerCase(java.util.Locale.ROOT) + ".log");
            switch (contender.kind) {
                case OURS -> {
                    if (noEpoll == null || contender == Contender.NIO) {
                        field.relays.put(contender, GatewayRelay.start(contender.mode, contender.slotMillis, log));
                    }
                }
                case RTPENGINE -> {
                    if (rtpEngine) {
                        field.relays.put(contender, new RtpEngine(log));
                    }
                }
                case REFERENCE -> {
                    if (program != null) {
                        field.relays.put(
                                contender,
                                new ReferenceRelay(program, contender.mode, contender.slotMillis * 1_000, log));
                    }
                }
            }
        }
        if (noEpoll != null) {
            field.absent.add("gear epoll is left out: " + noEpoll);
        }
        if (!rtpEngine) {
            field.absent.add("rtpengine is left out: it is not installed");
        }
        if (program == null) {
            field.absent.add("the reference in C is left out: "
                    + (reference == null
                            ? "REFERENCE names no folder"
                            : "no rtprelay.c there, or it does not compile"));
        }
        return field;
    }

    /** Those of {@code wanted} that are here, in their order. */
    List<Contender> present(List<Contender> wanted) {
        return wanted.stream().filter(relays::containsKey).toList();
    }

    List<Contender> present(Predicate<Contender> wanted) {
        return relays.keySet().stream().filter(wanted).toList();
    }

    List<String> absent() {
        return absent;
    }

    Relay relay(Contender contender) {
        Relay relay = relays.get(contender);
        if (relay == null) {
            throw new IllegalArgumentException(contender + " is not here");
        }
        return relay;
    }

    static Place place(Contender contender) {
        return new Place(contender.ordinal() + 1);
    }

    Session session(Contender contender, Load load, boolean stamped) throws IOException {
        return Session.open(load, relay(contender), place(contender), stamped);
    }

    @Override
    public void close() throws IOException {
        for (Relay relay : relays.values()) {
            relay.close();
        }
    }
}
