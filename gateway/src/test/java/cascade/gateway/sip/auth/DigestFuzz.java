package cascade.gateway.sip.auth;

import java.nio.charset.StandardCharsets;

/** Fuzz target: challenges and credentials are read, or refused in words; and what was read can be written again. */
public final class DigestFuzz {

    private DigestFuzz() {}

    public static void fuzzerTestOneInput(byte[] data) {
        String header = new String(data, StandardCharsets.UTF_8);
        try {
            DigestChallenge challenge = DigestChallenge.parse(header);
            DigestChallenge.parse(challenge.toHeader());
        } catch (DigestFormatException refused) {
            // in words, not by another exception
        }
        try {
            DigestCredentials.parse(header).prove("password", "REGISTER");
        } catch (DigestFormatException refused) {
            // the same
        }
    }
}
