package cascade.gateway.sip.auth;

import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipMessage;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.util.Base64;
import java.util.HexFormat;
import java.util.Locale;
import java.util.Optional;

/**
 * Digest of a SIP message for its {@code Note} header (信令认证, GB/T 28181-2016 8.3 and annex H, GB/T 28181-2022 8.3): the
 * hash of From, To, Call-ID, Date, the shared secret and the body, one behind the other. The standard leaves open how From
 * and To are written and how the hash becomes text; a form is settled for what we make, and any is understood. Immutable,
 * any thread.
 *
 * @param hash of the digests that we make
 * @param input From and To of those
 * @param text their hash
 */
public record SignallingDigest(HashFunction hash, Input input, Text text) {

    /** Name of the header. */
    public static final String HEADER = "Note";

    private static final String NONCE = "nonce";

    /** From and To in what is hashed. */
    public enum Input {
        /** The URI between the angle brackets. */
        URI {
            @Override
            String of(NameAddr address) {
                return address.uri().toString();
            }
        },
        /** The whole value in angle brackets and with its tag, without display name. */
        HEADER {
            @Override
            String of(NameAddr address) {
                return address.toString();
            }
        };

        abstract String of(NameAddr address);
    }

    /** Text of a hash. */
    public enum Text {
        BASE64 {
            @Override
            String of(byte[] hash) {
                return Base64.getEncoder().encodeToString(hash);
            }
        },
        BASE64_OF_HEX {
            @Override
            String of(byte[] hash) {
                return BASE64.of(HEX.of(hash).getBytes(StandardCharsets.US_ASCII));
            }
        },
        HEX {
            @Override
            String of(byte[] hash) {
                return HexFormat.of().formatHex(hash);
            }
        };

        abstract String of(byte[] hash);
    }

    /** The value of a Note. */
    public String note(SipMessage message, String date, String secret) {
        return "Digest nonce=\"" + text.of(hash(hash, input, message, date, secret)) + "\", algorithm=" + hash.token();
    }

    /** Whether a Note, in whatever form, is that of the message; one that does not name its algorithm means ours. */
    public boolean fits(String note, SipMessage message, String date, String secret) {
        try {
            AuthParams params = AuthParams.parse(note);
            Optional<String> named = params.find("algorithm");
            Optional<HashFunction> function = named.isEmpty() ? Optional.of(hash) : HashFunction.of(named.get());
            String nonce = params.need(NONCE);
            return function.isPresent() && fits(nonce, function.get(), message, date, secret);
        } catch (DigestFormatException unreadable) {
            return false;
        }
    }

    private static boolean fits(String nonce, HashFunction function, SipMessage message, String date, String secret) {
        boolean fits = false;
        for (Input from : Input.values()) {
            byte[] expected = hash(function, from, message, date, secret);
            for (Text as : Text.values()) {
                String given = as == Text.HEX ? nonce.toLowerCase(Locale.ROOT) : nonce;
                // without an early end: how long it takes tells nothing of how far it fits
                fits |= MessageDigest.isEqual(bytes(as.of(expected)), bytes(given));
            }
        }
        return fits;
    }

    private static byte[] hash(HashFunction function, Input input, SipMessage message, String date, String secret) {
        var all = new ByteArrayOutputStream();
        all.writeBytes(bytes(input.of(message.from())));
        all.writeBytes(bytes(input.of(message.to())));
        all.writeBytes(bytes(message.callId()));
        all.writeBytes(bytes(date));
        all.writeBytes(bytes(secret));
        all.writeBytes(message.body());
        return function.hash(all.toByteArray());
    }

    private static byte[] bytes(String part) {
        return part.getBytes(StandardCharsets.UTF_8);
    }
}
