package cascade.config.draft;

import cascade.config.gateway.AdminAccess;
import cascade.config.gateway.AdminAccess.SignIn;
import cascade.config.gateway.AdminAccess.Unguarded;
import cascade.config.gateway.AdminAccount;
import cascade.config.gateway.AdminRole;
import cascade.config.read.Field;
import cascade.config.read.Kinds;
import cascade.config.read.Section;
import cascade.config.value.IpAddress;
import cascade.config.value.Secret;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Supplier;

/** Reader of who may use the admin side: {@code accounts}, {@code token} and what goes with them. */
final class AccessReader {

    private static final int LEAST_TOKEN = 16;

    private AccessReader() {}

    static Supplier<AdminAccess> read(Section section, Field<String> bind) {
        Field<Boolean> open = section.read("open", Kinds.SWITCH);
        Field<String> file = section.read("accounts", Kinds.FILE_OR_NONE);
        List<AdminAccount> accounts = file.found()
                .filter(name -> !name.isEmpty())
                .map(name -> AccountsFile.read(beside(section, file, name), section.problems()))
                .orElse(List.of());
        Field<Optional<Secret>> token = section.readSecret("token");
        Field<AdminRole> tokenRole = section.read("token-role", Kinds.choice("a role", AdminRole.class));
        List<Field<Unguarded>> unguarded =
                section.readList("unguarded", Kinds.choice("something that may be unguarded", Unguarded.class));
        Supplier<SignIn> signIn = signIn(section.section("sign-in"));
        Optional<Secret> given = token.found().flatMap(found -> found);
        given.filter(secret -> secret.value().length() < LEAST_TOKEN)
                .ifPresent(secret -> section.problems()
                        .add(token.path(), "is too short", "at least " + LEAST_TOKEN + " characters, at random"));
        boolean asked = given.isPresent()
                || file.found().filter(name -> !name.isEmpty()).isPresent();
        if (!asked && open.found().filter(said -> !said).isPresent()) {
            bind.found()
                    .filter(address -> !IpAddress.isLoopback(address))
                    .ifPresent(address -> section.problems()
                            .add(
                                    bind.path(),
                                    address + " is not on loopback, and whoever reaches it may change everything",
                                    "accounts or a token beside it, or open = true"));
        }
        return () -> new AdminAccess(
                open.get(), accounts, given, tokenRole.get(), Set.copyOf(Field.values(unguarded)), signIn.get());
    }

    /** A relative path starts from the file in which it is written. */
    static Path beside(Section section, Field<?> field, String path) {
        return Path.of(section.problems().place(field.path()).file()).resolveSibling(path);
    }

    private static Supplier<SignIn> signIn(Section section) {
        Field<Duration> sessionIdle = section.read("session-idle", Kinds.SECONDS);
        Field<Integer> maxSessions = section.read("max-sessions", Kinds.count(1));
        Field<Integer> maxFailures = section.read("max-failures", Kinds.count(1));
        Field<Duration> maxWait = section.read("max-wait", Kinds.SECONDS);
        section.finish();
        return () -> new SignIn(sessionIdle.get(), maxSessions.get(), maxFailures.get(), maxWait.get());
    }
}
