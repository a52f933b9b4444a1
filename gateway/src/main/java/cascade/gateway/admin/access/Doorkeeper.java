package cascade.gateway.admin.access;

import static java.nio.charset.StandardCharsets.UTF_8;

import cascade.gateway.time.LogBudget;
import cascade.monitoring.SignInResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import java.security.MessageDigest;
import java.time.Duration;
import java.util.Optional;
import java.util.function.Consumer;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Authentication of who makes a request, by the session of its browser, by token, or by name and password. Control loop only. */
public final class Doorkeeper {

    private static final Logger LOG = LoggerFactory.getLogger(Doorkeeper.class);
    private static final Duration BUSY = Duration.ofSeconds(1);
    private static final Duration LOG_INTERVAL = Duration.ofSeconds(1);

    private final Supplier<AccessRules> rules;
    private final Consumer<SignInResult> counter;
    private final LogBudget budget;
    private final Sessions sessions;
    private final Attempts attempts;
    private final Passwords passwords;

    /**
     * @param rules those in force
     * @param counter hears of each attempt whose password had to be looked at, or was not
     */
    public Doorkeeper(
            Context control, Supplier<AccessRules> rules, LongSupplier nanoTime, Consumer<SignInResult> counter) {
        this.rules = rules;
        this.counter = counter;
        this.budget = new LogBudget(LOG_INTERVAL, nanoTime);
        this.sessions = new Sessions(nanoTime);
        this.attempts = new Attempts(nanoTime);
        this.passwords = new Passwords(control);
    }

    public AccessRules rules() {
        return rules.get();
    }

    /** Who holds the session of this number. */
    public Optional<Caller> session(String number) {
        return sessions.use(number, rules());
    }

    /** Whether who was let in without a session would still be. */
    public boolean isWelcome(Caller caller) {
        AccessRules now = rules();
        return caller.account()
                .filter(name -> name.equals(Caller.TOKEN)
                        ? now.token().isPresent()
                        : now.accounts().containsKey(name))
                .isPresent();
    }

    /** A session for who was let in; returns its number. */
    public String openSession(Caller caller) {
        Optional<Account> account = caller.account()
                .flatMap(name -> Optional.ofNullable(rules().accounts().get(name)));
        return sessions.open(account, rules());
    }

    public void closeSession(String number) {
        sessions.close(number);
    }

    /** Looks at what a client says, unless its address has to wait. */
    public Future<Entry> enter(Credentials credentials, String address) {
        Optional<Entry> known = knownPassword(credentials);
        if (known.isPresent()) {
            return Future.succeededFuture(known.get());
        }
        return look(credentials, address).onSuccess(entry -> {
            counter.accept(
                    switch (entry) {
                        case Entry.Granted granted -> SignInResult.ACCEPTED;
                        case Entry.Refused refused -> SignInResult.REFUSED;
                        case Entry.Slowed slowed -> SignInResult.SLOWED;
                    });
            if (!(entry instanceof Entry.Granted)) {
                log(credentials, address);
            }
        });
    }

    private void log(Credentials credentials, String address) {
        budget.tryTake()
                .ifPresent(leftOut -> LOG.atWarn()
                        .addKeyValue("address", address)
                        .addKeyValue("credentials", credentials)
                        .addKeyValue("suppressed", leftOut)
                        .log("sign-in refused"));
    }

    private Future<Entry> look(Credentials credentials, String address) {
        Duration delay = attempts.delay(address);
        if (delay.isPositive()) {
            return Future.succeededFuture(new Entry.Slowed(delay));
        }
        return switch (credentials) {
            case Credentials.Bearer bearer -> Future.succeededFuture(settle(token(bearer), address));
            case Credentials.Password password -> password(password, address);
        };
    }

    private Optional<Entry> knownPassword(Credentials credentials) {
        return switch (credentials) {
            case Credentials.Bearer bearer -> Optional.empty();
            case Credentials.Password said ->
                Optional.ofNullable(rules().accounts().get(said.name()))
                        .filter(account -> passwords.isKnownGood(account, said.password()))
                        .map(account -> new Entry.Granted(Caller.of(account)));
        };
    }

    private Future<Entry> password(Credentials.Password said, String address) {
        if (!passwords.hasRoom()) {
            return Future.succeededFuture(new Entry.Slowed(BUSY));
        }
        Optional<Account> account = Optional.ofNullable(rules().accounts().get(said.name()));
        return passwords
                .check(account, said.password())
                .map(right -> settle(right ? account.map(Caller::of) : Optional.empty(), address));
    }

    private Optional<Caller> token(Credentials.Bearer said) {
        AccessRules now = rules();
        return now.token()
                .filter(token -> MessageDigest.isEqual(
                        token.getBytes(UTF_8), said.token().getBytes(UTF_8)))
                .map(right -> new Caller(Optional.of(Caller.TOKEN), now.tokenRole()));
    }

    private Entry settle(Optional<Caller> caller, String address) {
        if (caller.isEmpty()) {
            attempts.failed(address, rules());
            return new Entry.Refused();
        }
        attempts.succeeded(address);
        return new Entry.Granted(caller.get());
    }
}
