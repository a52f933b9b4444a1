package cascade.config.diff;

import cascade.config.NetworkConfig;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;

/** Network key: its sockets are bound when the gateway starts, so a new value waits for a restart. */
enum NetworkKey {
    SIP_BIND("sip.bind", network -> network.sip().bind()),
    SIP_PORT("sip.port", network -> network.sip().port()),
    SIP_ADVERTISE("sip.advertise", network -> network.sip().advertise()),
    SIP_TRANSPORTS("sip.transports", network -> network.sip().transports()),
    MEDIA_BIND("media.bind", network -> network.media().bind()),
    MEDIA_ADVERTISE("media.advertise", network -> network.media().advertise()),
    MEDIA_PORTS("media.ports", network -> network.media().ports()),
    MEDIA_SINGLE_PORT("media.single-port", network -> network.media().singlePort());

    private final String key;

    @SuppressWarnings("ImmutableEnumChecker") // reads a record, keeps nothing
    private final Function<NetworkConfig, Object> value;

    NetworkKey(String key, Function<NetworkConfig, Object> value) {
        this.key = key;
        this.value = value;
    }

    static String path(String network) {
        return "gateway.networks." + network;
    }

    /** The paths in which two configurations of one network differ. */
    static List<String> between(NetworkConfig running, NetworkConfig next) {
        return Arrays.stream(values())
                .filter(key -> !Objects.equals(key.value.apply(running), key.value.apply(next)))
                .map(key -> path(next.name()) + "." + key.key)
                .toList();
    }
}
