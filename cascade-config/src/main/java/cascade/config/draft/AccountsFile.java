package cascade.config.draft;

import static java.nio.charset.StandardCharsets.UTF_8;

import cascade.config.file.Position;
import cascade.config.file.Problems;
import cascade.config.gateway.AdminAccount;
import cascade.config.gateway.AdminRole;
import cascade.config.value.Secret;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reader of the accounts file: a line {@code name:bcrypt hash:role} for each account, and comments after {@code #}. */
final class AccountsFile {

    private static final String KEY = "account";
    private static final String LINE = "name:hash:role, as cascade-gateway hash-password makes it";
    /** What is done with the bearer token goes by this name. */
    private static final String TOKEN = "token";

    private static final Pattern NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._@-]{0,63}");
    private static final Pattern HASH = Pattern.compile("\\$2[aby]\\$(\\d\\d)\\$[./A-Za-z0-9]{53}");
    /** Less is guessed too quickly, more takes seconds to check. */
    private static final int LEAST_COST = 10;

    private static final int MOST_COST = 14;

    private final Path file;
    private final Problems problems;
    private final Map<String, AdminAccount> accounts = new LinkedHashMap<>();

    private AccountsFile(Path file, Problems problems) {
        this.file = file;
        this.problems = problems;
    }

    /** The accounts that are well written; what is not has been noted. */
    static List<AdminAccount> read(Path file, Problems problems) {
        var reader = new AccountsFile(file, problems);
        try {
            List<String> lines = Files.readAllLines(file, UTF_8);
            for (int index = 0; index < lines.size(); index++) {
                String line = lines.get(index).strip();
                if (!line.isEmpty() && !line.startsWith("#")) {
                    reader.readLine(line, index + 1);
                }
            }
            if (lines.stream().map(String::strip).allMatch(line -> line.isEmpty() || line.startsWith("#"))) {
                reader.note(1, "names no account", LINE);
            }
        } catch (IOException unreadable) {
            reader.note(1, "cannot be read", "a text file of accounts, a line each: " + LINE);
        }
        return List.copyOf(reader.accounts.values());
    }

    private void readLine(String line, int number) {
        String[] fields = line.split(":", -1);
        if (fields.length != 3) {
            note(number, "has " + fields.length + " fields", LINE);
            return;
        }
        String name = fields[0];
        Optional<AdminRole> role = role(fields[2]);
        if (!NAME.matcher(name).matches() || name.equals(TOKEN)) {
            note(number, "has no usable name", "1 to 64 letters, digits and . _ @ -, and not token");
        } else if (role.isEmpty()) {
            note(number, "has an unknown role", "read-only or operator");
        } else if (isHash(fields[1], number)) {
            AdminAccount account = new AdminAccount(name, new Secret(fields[1]), role.get());
            if (accounts.putIfAbsent(name, account) != null) {
                note(number, name + " is there twice", "one line for each account");
            }
        }
    }

    private boolean isHash(String text, int number) {
        Matcher hash = HASH.matcher(text);
        if (!hash.matches()) {
            note(number, "has no bcrypt hash", "$2b$... of 60 characters, as cascade-gateway hash-password makes it");
            return false;
        }
        int cost = Integer.parseInt(hash.group(1));
        if (cost < LEAST_COST || cost > MOST_COST) {
            note(number, "has a hash of cost " + cost, "a cost of " + LEAST_COST + " to " + MOST_COST);
            return false;
        }
        return true;
    }

    private static Optional<AdminRole> role(String text) {
        for (AdminRole role : AdminRole.values()) {
            if (role.name().toLowerCase(Locale.ROOT).replace('_', '-').equals(text)) {
                return Optional.of(role);
            }
        }
        return Optional.empty();
    }

    private void note(int line, String wrong, String expected) {
        problems.add(new Position(file.toString(), line), KEY, wrong, expected);
    }
}
