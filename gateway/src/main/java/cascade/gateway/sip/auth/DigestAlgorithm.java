package cascade.gateway.sip.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.crypto.digests.SM3Digest;

/**
 * Hash algorithm of digest authentication: MD5 of the editions to 2016, SHA-256 of <a
 * href="https://datatracker.ietf.org/doc/html/rfc8760">RFC 8760</a>, and SM3 (GB/T 32905), which GB/T 28181-2022 asks for
 * in signalling. The sum is the same in all: only the hash differs.
 */
public enum DigestAlgorithm {
    MD5("MD5") {
        @Override
        byte[] hash(byte[] text) {
            return ofJava("MD5", text);
        }
    },
    SHA_256("SHA-256") {
        @Override
        byte[] hash(byte[] text) {
            return ofJava("SHA-256", text);
        }
    },
    SM3("SM3") {
        @Override
        byte[] hash(byte[] text) {
            SM3Digest digest = new SM3Digest();
            digest.update(text, 0, text.length);
            byte[] hash = new byte[digest.getDigestSize()];
            digest.doFinal(hash, 0);
            return hash;
        }
    };

    private final String token;

    DigestAlgorithm(String token) {
        this.token = token;
    }

    abstract byte[] hash(byte[] text);

    /** Value of the parameter {@code algorithm}. */
    public String token() {
        return token;
    }

    /** By its token, in any case; a header that does not name its algorithm means MD5. */
    static DigestAlgorithm of(Optional<String> token) throws DigestFormatException {
        if (token.isEmpty()) {
            return MD5;
        }
        return Stream.of(values())
                .filter(known -> known.token.equalsIgnoreCase(token.get()))
                .findFirst()
                .orElseThrow(
                        () -> new DigestFormatException("algorithm: not supported (expected: MD5, SHA-256 or SM3)"));
    }

    /** The hash in hex digits of lower case. */
    String hex(String text) {
        return HexFormat.of().formatHex(hash(text.getBytes(StandardCharsets.UTF_8)));
    }

    /** Hex digits of a hash. */
    int hexLength() {
        return this == MD5 ? 32 : 64;
    }

    private static byte[] ofJava(String name, byte[] text) {
        try {
            return MessageDigest.getInstance(name).digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }
}
