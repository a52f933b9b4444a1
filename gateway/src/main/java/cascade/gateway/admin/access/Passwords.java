package cascade.gateway.admin.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.vertx.core.Context;
import io.vertx.core.Future;
import java.security.InvalidKeyException;
import java.security.NoSuchAlgorithmException;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/**
 * Password check against bcrypt hashes, on a worker, since one takes a tenth of a second; a few at a time, so that who
 * sends many passwords does not take the workers of everybody else. What proved good is remembered under a keyed hash, for
 * programs that send it with each request. Control loop only.
 */
final class Passwords {

    /** Checks that are under way or wait for a worker. */
    private static final int MAX_PENDING = 8;

    private static final int MAX_REMEMBERED = 100;
    private static final String ALGORITHM = "HmacSHA256";
    private static final int KEY_BYTES = 32;
    /** Of nobody's password: a name that there is not takes as long as one that there is. */
    private static final String NOBODY = "$2b$11$DjYTbbJFU4.aOK6GFadDIe4mKHjbRT197mf33g0FGU3p/Lys5RgfW";

    private final Context control;
    private final SecretKeySpec key;
    private final Map<String, String> good = new LinkedHashMap<>() {
        @Override
        protected boolean removeEldestEntry(Map.Entry<String, String> eldest) {
            return size() > MAX_REMEMBERED;
        }
    };
    private int pending;

    Passwords(Context control) {
        this.control = control;
        byte[] bytes = new byte[KEY_BYTES];
        new SecureRandom().nextBytes(bytes);
        this.key = new SecretKeySpec(bytes, ALGORITHM);
        Arrays.fill(bytes, (byte) 0);
    }

    /** Whether this is known to be the password of the account, without a look at its hash. */
    boolean isKnownGood(Account account, String password) {
        return account.hash().equals(good.get(fingerprint(account, password)));
    }

    /** Whether there is room for a further check. */
    boolean hasRoom() {
        return pending < MAX_PENDING;
    }

    /** Whether it is the password of the account; never of an absent one, which takes as long. */
    Future<Boolean> check(Optional<Account> account, String password) {
        pending++;
        String hash = account.map(Account::hash).orElse(NOBODY);
        return control.executeBlocking(() -> PasswordHash.matches(password, hash), false)
                .map(right -> right && account.isPresent())
                .onSuccess(right -> {
                    if (right) {
                        account.ifPresent(checked -> good.put(fingerprint(checked, password), checked.hash()));
                    }
                })
                .onComplete(done -> pending--);
    }

    private String fingerprint(Account account, String password) {
        try {
            Mac mac = Mac.getInstance(ALGORITHM);
            mac.init(key);
            mac.update(account.name().getBytes(UTF_8));
            mac.update((byte) 0);
            return HexFormat.of().formatHex(mac.doFinal(password.getBytes(UTF_8)));
        } catch (NoSuchAlgorithmException | InvalidKeyException e) {
            throw new IllegalStateException("every Java platform has " + ALGORITHM, e);
        }
    }
}
