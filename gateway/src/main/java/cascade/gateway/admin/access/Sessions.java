package cascade.gateway.admin.access;

import java.security.SecureRandom;
import java.util.Base64;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;

/**
 * Sessions of browsers that have signed in, each under a random number that only its cookie holds. A session is as good
 * as its account: one that is taken out of the file, or has another password, has none any more. Control loop only.
 */
final class Sessions {

    private static final int NUMBER_BYTES = 32;

    /** @param account as it was when it signed in; empty: the token */
    private record Session(Optional<Account> account, Optional<String> token, long lastUsed) {}

    private final SecureRandom random = new SecureRandom();
    private final LongSupplier nanoTime;
    /** That which has been idle longest comes first. */
    private final Map<String, Session> byNumber = new LinkedHashMap<>(16, 0.75f, true);

    Sessions(LongSupplier nanoTime) {
        this.nanoTime = nanoTime;
    }

    /** A new session; returns its number. */
    String open(Optional<Account> account, AccessRules rules) {
        while (byNumber.size() >= rules.maxSessions()) {
            byNumber.remove(byNumber.keySet().iterator().next());
        }
        byte[] bytes = new byte[NUMBER_BYTES];
        random.nextBytes(bytes);
        String number = Base64.getUrlEncoder().withoutPadding().encodeToString(bytes);
        Optional<String> token = account.isPresent() ? Optional.empty() : rules.token();
        byNumber.put(number, new Session(account, token, nanoTime.getAsLong()));
        return number;
    }

    /** Who holds this number; to ask for it keeps the session. */
    Optional<Caller> use(String number, AccessRules rules) {
        Session session = byNumber.get(number);
        if (session == null) {
            return Optional.empty();
        }
        long now = nanoTime.getAsLong();
        Optional<Caller> caller =
                now - session.lastUsed > rules.sessionIdle().toNanos() ? Optional.empty() : caller(session, rules);
        if (caller.isPresent()) {
            byNumber.put(number, new Session(session.account, session.token, now));
        } else {
            byNumber.remove(number);
        }
        return caller;
    }

    private static Optional<Caller> caller(Session session, AccessRules rules) {
        if (session.account.isEmpty()) {
            return session.token.equals(rules.token())
                    ? Optional.of(new Caller(Optional.of(Caller.TOKEN), rules.tokenRole()))
                    : Optional.empty();
        }
        Account then = session.account.get();
        return Optional.ofNullable(rules.accounts().get(then.name()))
                .filter(now -> now.hash().equals(then.hash()))
                .map(Caller::of);
    }

    void close(String number) {
        byNumber.remove(number);
    }
}
