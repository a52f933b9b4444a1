package cascade.gateway.admin.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.security.SecureRandom;
import org.bouncycastle.crypto.generators.OpenBSDBCrypt;

/** bcrypt hash of a password, as a line of the accounts file has it. Takes a tenth of a second: for workers and commands. */
public final class PasswordHash {

    /** bcrypt looks at no more. */
    static final int MAX_BYTES = 72;

    private static final String VERSION = "2b";
    private static final int SALT_BYTES = 16;
    private static final int COST = 11;

    private PasswordHash() {}

    /** Whether bcrypt looks at all of it. */
    public static boolean fits(String password) {
        return password.getBytes(UTF_8).length <= MAX_BYTES;
    }

    /** A hash of its own for each call, with a salt at random. */
    public static String of(String password) {
        byte[] salt = new byte[SALT_BYTES];
        new SecureRandom().nextBytes(salt);
        return OpenBSDBCrypt.generate(VERSION, password.getBytes(UTF_8), salt, COST);
    }

    static boolean matches(String password, String hash) {
        return fits(password) && OpenBSDBCrypt.checkPassword(hash, password.getBytes(UTF_8));
    }
}
