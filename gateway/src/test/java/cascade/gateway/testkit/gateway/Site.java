package cascade.gateway.testkit.gateway;

import cascade.gateway.testkit.NetworkNamespace;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.util.Optional;
import java.util.concurrent.Callable;

/**
 * Network that a party of a test is in: a namespace, or this machine's own network where there is none. What it opens, and every thread that
 * it starts, belongs to the network of the thread on which that is done. Any thread.
 *
 * @param namespace empty: this machine's own
 */
record Site(Optional<NetworkNamespace> namespace) implements AutoCloseable {

    static final Site HERE = new Site(Optional.empty());

    <T> T call(Callable<T> work) {
        try {
            return namespace.isPresent() ? namespace.get().call(work) : work.call();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    void run(Runnable work) {
        call(() -> {
            work.run();
            return true;
        });
    }

    /** Why nothing can be bound to IPv6 there, as where it is switched off; empty when it can. */
    Optional<String> missingIpv6() {
        return call(() -> {
            try (var socket = new ServerSocket()) {
                socket.bind(new InetSocketAddress(InetAddress.ofLiteral("::1"), 0));
                return Optional.empty();
            } catch (IOException e) {
                return Optional.of("no IPv6 here: " + e.getMessage());
            }
        });
    }

    @Override
    public void close() {
        namespace.ifPresent(NetworkNamespace::close);
    }
}
