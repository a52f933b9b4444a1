package cascade.gateway.domain.register;

import cascade.config.value.HostPort;
import cascade.gateway.domain.peer.PeerHosts;
import cascade.gateway.domain.peer.PeerHosts.Redirect;
import cascade.gateway.domain.register.RegisterOutcome.Redirected;
import cascade.gateway.gb.DeviceId;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.function.LongSupplier;

/**
 * Redirection of our registration by an upper (注册重定向, GB/T 28181-2022 9.1.2.3): the platform that we are sent to takes the
 * place of the host that sent us, until it fails or the time of the redirection is over. From one that was accepted to the
 * next, or to a pause, each place is tried once, so that two platforms that send us to and fro end in a failure and not
 * in a storm. Control loop only.
 */
final class Redirects {

    private final PeerHosts hosts;
    private final LongSupplier nanoTime;
    private final Set<HostPort> seen = new HashSet<>();
    private int hops;

    Redirects(PeerHosts hosts, LongSupplier nanoTime) {
        this.hosts = hosts;
        this.nanoTime = nanoTime;
    }

    /**
     * Goes where a 302 points, unless that leads in a circle or too far.
     *
     * @param from the host that answered
     * @param mostHops redirects in a row that are followed
     * @return why it is not followed, in words for the operator; empty where it is
     */
    Optional<String> follow(Redirected redirected, HostPort from, int mostHops) {
        HostPort target = redirected.target();
        seen.add(from);
        if (hops >= mostHops) {
            return Optional.of("redirected to " + target + ", after " + hops + " redirects in a row");
        }
        if (!seen.add(target)) {
            return Optional.of("redirected to " + target + ", where it was tried already");
        }
        hops++;
        long overNanos = nanoTime.getAsLong() + redirected.lasts().toNanos();
        hosts.redirect(new Redirect(target, redirected.id(), overNanos));
        return Optional.empty();
    }

    /**
     * Id of the platform that the next REGISTER goes to.
     *
     * @param configured that of the upper
     */
    String registrar(String configured) {
        return hosts.redirected()
                .map(Redirect::deviceId)
                .filter(id -> DeviceId.tryParse(id).isPresent())
                .orElse(configured);
    }

    /** A registration was accepted, or a pause begins: what comes is a new story. */
    void forget() {
        seen.clear();
        hops = 0;
    }

    /** Whether we are where a redirection led to that has had its time: the platform that redirected us is to be asked anew. */
    boolean isOver() {
        return hosts.redirected()
                .filter(redirect -> nanoTime.getAsLong() - redirect.overNanos() >= 0)
                .isPresent();
    }
}
