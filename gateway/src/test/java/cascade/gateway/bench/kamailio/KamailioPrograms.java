package cascade.gateway.bench.kamailio;

import cascade.gateway.bench.kit.Program;
import java.io.IOException;
import java.util.Optional;

/** Programs of a {@link KamailioProxy}, as Debian's packages {@code kamailio} and {@code rtpengine-daemon} have them. */
public record KamailioPrograms(Program kamailio, Program rtpengine) {

    /** Empty where one of them is not installed. */
    public static Optional<KamailioPrograms> find() {
        return Program.find("kamailio")
                .flatMap(kamailio ->
                        Program.find("rtpengine").map(rtpengine -> new KamailioPrograms(kamailio, rtpengine)));
    }

    /** As the programs tell them. */
    public String versions() throws IOException {
        return kamailio.firstLine("-v").replace("version: ", "") + "; rtpengine "
                + rtpengine.firstLine("--version").replace("Version: ", "");
    }
}
