package cascade.gateway.sip.auth;

import cascade.address.SourceHost;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Failed authentications within a window of time, by address of record and socket address, and by host: a source that
 * guesses one platform's password is refused for it soon, a host that guesses many from many ports at a larger number.
 * Neighbours behind one NAT address have ports of their own, so that the first limit is none of theirs. All lowers share it.
 * Its memory is bounded: the source longest quiet is forgotten first. Control loop only.
 */
public final class AuthFailures {

    private record Account(InetSocketAddress source, String aor) {}

    private record Failures(int count, long sinceNanos) {}

    private final int maxPerAccount;
    private final int maxPerHost;
    private final long windowNanos;
    private final LongSupplier nanoTime;
    private final Map<Account, Failures> byAccount;
    private final Map<InetAddress, Failures> byHost;

    /**
     * @param maxPerAccount failures after which a source is refused for an address of record
     * @param maxPerHost failures after which a host is refused for all
     * @param window counted from the first failure; when it is over, all are forgotten
     * @param maxSources most sources that are remembered, of either kind
     */
    public AuthFailures(int maxPerAccount, int maxPerHost, Duration window, int maxSources, LongSupplier nanoTime) {
        this.maxPerAccount = maxPerAccount;
        this.maxPerHost = maxPerHost;
        this.windowNanos = window.toNanos();
        this.nanoTime = nanoTime;
        this.byAccount = bounded(maxSources);
        this.byHost = bounded(maxSources);
    }

    private static <K> Map<K, Failures> bounded(int size) {
        return new LinkedHashMap<>(16, 0.75f, true) {
            @Override
            protected boolean removeEldestEntry(Map.Entry<K, Failures> eldest) {
                return size() > size;
            }
        };
    }

    boolean isBlocked(InetSocketAddress source, String aor) {
        return count(byAccount.get(new Account(source, aor))) >= maxPerAccount
                || count(byHost.get(SourceHost.of(source.getAddress()))) >= maxPerHost;
    }

    void failed(InetSocketAddress source, String aor) {
        byAccount.merge(new Account(source, aor), first(), this::sum);
        byHost.merge(SourceHost.of(source.getAddress()), first(), this::sum);
    }

    /** The host's failures stay: one good password says nothing of the guesses for other platforms. */
    void succeeded(InetSocketAddress source, String aor) {
        byAccount.remove(new Account(source, aor));
    }

    private Failures first() {
        return new Failures(1, nanoTime.getAsLong());
    }

    private Failures sum(Failures before, Failures now) {
        return isOver(before) ? now : new Failures(before.count() + 1, before.sinceNanos());
    }

    private int count(@Nullable Failures failures) {
        return failures == null || isOver(failures) ? 0 : failures.count();
    }

    private boolean isOver(Failures failures) {
        return nanoTime.getAsLong() - failures.sinceNanos() > windowNanos;
    }
}
