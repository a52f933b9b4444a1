package cascade.gateway.sip.auth;

import java.net.InetAddress;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Arrays;
import java.util.Base64;
import java.util.function.LongSupplier;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Makes nonces that need not be remembered: they carry their time, and an HMAC that binds it to us and to the client's
 * address.
 *
 * <pre>
 *    6 bytes      2 bytes   16 bytes
 *   | time in ms | serial  | HMAC-SHA-256(secret, time serial realm source), its first half |
 * </pre>
 *
 * In base64url that is 32 characters, the length that every known product sends and expects.
 */
final class NonceMint {
    private static final int STAMP_BYTES = 8;
    private static final int MAC_BYTES = 16;
    private static final int SERIAL_BITS = 16;

    enum Age {
        FRESH,
        EXPIRED,
        /** Not made by us for that source. */
        FOREIGN
    }

    private final byte[] realm;
    private final SecretKeySpec secret;
    private final long lifeMs;
    private final LongSupplier nanoTime;
    private final long startNanos;
    private int serial;

    NonceMint(String realm, byte[] secret, Duration life, LongSupplier nanoTime) {
        this.realm = realm.getBytes(StandardCharsets.UTF_8);
        this.secret = new SecretKeySpec(secret, "HmacSHA256");
        this.lifeMs = life.toMillis();
        this.nanoTime = nanoTime;
        this.startNanos = nanoTime.getAsLong();
    }

    String mint(InetAddress source) {
        serial = (serial + 1) & 0xFFFF;
        byte[] stamp = ByteBuffer.allocate(STAMP_BYTES)
                .putLong(elapsedMs() << SERIAL_BITS | serial)
                .array();
        byte[] nonce = ByteBuffer.allocate(STAMP_BYTES + MAC_BYTES)
                .put(stamp)
                .put(mac(stamp, source))
                .array();
        return Base64.getUrlEncoder().withoutPadding().encodeToString(nonce);
    }

    Age age(String nonce, InetAddress source) {
        byte[] bytes;
        try {
            bytes = Base64.getUrlDecoder().decode(nonce);
        } catch (IllegalArgumentException notBase64) {
            return Age.FOREIGN;
        }
        if (bytes.length != STAMP_BYTES + MAC_BYTES) {
            return Age.FOREIGN;
        }
        byte[] stamp = Arrays.copyOf(bytes, STAMP_BYTES);
        if (!MessageDigest.isEqual(mac(stamp, source), Arrays.copyOfRange(bytes, STAMP_BYTES, bytes.length))) {
            return Age.FOREIGN;
        }
        long mintedMs = ByteBuffer.wrap(stamp).getLong() >>> SERIAL_BITS;
        return elapsedMs() - mintedMs <= lifeMs ? Age.FRESH : Age.EXPIRED;
    }

    private long elapsedMs() {
        return Duration.ofNanos(nanoTime.getAsLong() - startNanos).toMillis();
    }

    private byte[] mac(byte[] stamp, InetAddress source) {
        try {
            Mac mac = Mac.getInstance(secret.getAlgorithm());
            mac.init(secret);
            mac.update(stamp);
            mac.update(realm);
            return Arrays.copyOf(mac.doFinal(source.getAddress()), MAC_BYTES);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every Java platform has HmacSHA256", e);
        }
    }
}
