package cascade.gateway.bench.kamailio;

import cascade.gateway.bench.peer.LowerPeer;
import cascade.gateway.bench.peer.PeerAddress;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * Kamailio's routing script: {@code kamailio.cfg} among the resources, with the addresses of one run.
 *
 * @param up what the uppers call
 * @param down from where the lowers are called
 * @param lowers told apart by the first digits of their channels
 */
record KamailioScript(PeerAddress up, PeerAddress down, List<LowerPeer> lowers) {

    /** Digits of a channel's id that tell the lower; the script takes as many. */
    private static final int PREFIX = 6;

    String text() throws IOException {
        return template()
                .replace("@UP@", up.hostPort())
                .replace("@DOWN@", down.hostPort())
                .replace("@NG@", up.host() + ":" + Rtpengine.NG_PORT)
                .replace("@ROUTES@", lowers.stream().map(KamailioScript::route).collect(Collectors.joining("\n    ")));
    }

    private static String route(LowerPeer lower) {
        return "$sht(lowers=>%s) = \"%s\";"
                .formatted(lower.channels().getFirst().substring(0, PREFIX), lower.self.hostPort());
    }

    private static String template() throws IOException {
        try (InputStream template = KamailioScript.class.getResourceAsStream("kamailio.cfg")) {
            return new String(Objects.requireNonNull(template, "kamailio.cfg").readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
