package cascade.gateway.sip.auth;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.stream.Stream;
import org.bouncycastle.crypto.digests.SM3Digest;

/** Hash functions that SIP digests and the Note of GB/T 28181 name: MD5, SHA-1, SHA-256 and SM3 (GB/T 32905). */
public enum HashFunction {
    MD5("MD5") {
        @Override
        byte[] hash(byte[] text) {
            return ofJava("MD5", text);
        }
    },
    SHA_1("SHA-1") {
        @Override
        byte[] hash(byte[] text) {
            return ofJava("SHA-1", text);
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

    HashFunction(String token) {
        this.token = token;
    }

    abstract byte[] hash(byte[] text);

    /** Value of the parameter {@code algorithm}. */
    public String token() {
        return token;
    }

    /** By its token in any case, with or without the dash. */
    static Optional<HashFunction> of(String token) {
        String plain = plain(token);
        return Stream.of(values())
                .filter(known -> plain(known.token).equalsIgnoreCase(plain))
                .findFirst();
    }

    private static String plain(String token) {
        return token.strip().replace("-", "");
    }

    /** The hash in hex digits of lower case. */
    String hex(String text) {
        return HexFormat.of().formatHex(hash(text.getBytes(StandardCharsets.UTF_8)));
    }

    private static byte[] ofJava(String name, byte[] text) {
        try {
            return MessageDigest.getInstance(name).digest(text);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + name, e);
        }
    }
}
