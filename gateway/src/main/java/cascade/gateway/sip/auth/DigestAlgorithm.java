package cascade.gateway.sip.auth;

import java.util.Optional;
import java.util.stream.Stream;

/**
 * Hash algorithm of digest authentication: MD5 of the editions to 2016, SHA-256 of <a
 * href="https://datatracker.ietf.org/doc/html/rfc8760">RFC 8760</a>, and SM3 (GB/T 32905), which GB/T 28181-2022 asks for
 * in signalling. The sum is the same in all: only the hash differs.
 */
public enum DigestAlgorithm {
    MD5(HashFunction.MD5),
    SHA_256(HashFunction.SHA_256),
    SM3(HashFunction.SM3);

    private final HashFunction hash;

    DigestAlgorithm(HashFunction hash) {
        this.hash = hash;
    }

    /** Value of the parameter {@code algorithm}. */
    public String token() {
        return hash.token();
    }

    /** By its token, in any case; a header that does not name its algorithm means MD5. */
    static DigestAlgorithm of(Optional<String> token) throws DigestFormatException {
        if (token.isEmpty()) {
            return MD5;
        }
        return Stream.of(values())
                .filter(known -> known.token().equalsIgnoreCase(token.get()))
                .findFirst()
                .orElseThrow(
                        () -> new DigestFormatException("algorithm: not supported (expected: MD5, SHA-256 or SM3)"));
    }

    /** The hash in hex digits of lower case. */
    String hex(String text) {
        return hash.hex(text);
    }

    /** Hex digits of a hash. */
    int hexLength() {
        return this == MD5 ? 32 : 64;
    }
}
