package cascade.gateway.domain.peer;

import cascade.config.quirk.Digest;
import cascade.gateway.sip.auth.DigestAlgorithm;
import java.util.List;

/** Digest algorithms of a profile, as the SIP side knows them. Any thread. */
public final class DigestAlgorithms {

    private DigestAlgorithms() {}

    /** In the same order, each once. */
    public static List<DigestAlgorithm> of(List<Digest> configured) {
        return configured.stream().map(DigestAlgorithms::of).distinct().toList();
    }

    private static DigestAlgorithm of(Digest configured) {
        return switch (configured) {
            case MD5 -> DigestAlgorithm.MD5;
            case SHA_256 -> DigestAlgorithm.SHA_256;
            case SM3 -> DigestAlgorithm.SM3;
        };
    }
}
