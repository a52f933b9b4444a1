package cascade.gateway.testkit;

import static java.lang.foreign.ValueLayout.ADDRESS;
import static java.lang.foreign.ValueLayout.JAVA_INT;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.foreign.Arena;
import java.lang.foreign.FunctionDescriptor;
import java.lang.foreign.Linker;
import java.lang.invoke.MethodHandle;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Linux network namespace: a network of its own, with nothing but a loopback interface at first, gone when it is closed. A socket belongs to the
 * network in which it was made, whoever uses it then; so one process can have ends in several. Any thread.
 */
public final class NetworkNamespace implements AutoCloseable {

    private static final AtomicInteger COUNT = new AtomicInteger();
    private static final int CLONE_NEWNET = 0x4000_0000;
    private static final int READ_ONLY = 0;

    private static final MethodHandle OPEN = find("open", FunctionDescriptor.of(JAVA_INT, ADDRESS, JAVA_INT));
    private static final MethodHandle SETNS = find("setns", FunctionDescriptor.of(JAVA_INT, JAVA_INT, JAVA_INT));
    private static final MethodHandle CLOSE = find("close", FunctionDescriptor.of(JAVA_INT, JAVA_INT));

    private final String name;

    private NetworkNamespace(String name) {
        this.name = name;
    }

    private static MethodHandle find(String call, FunctionDescriptor shape) {
        Linker linker = Linker.nativeLinker();
        return linker.downcallHandle(linker.defaultLookup().findOrThrow(call), shape);
    }

    /** Why none can be made here (no iproute2, no privilege); empty when they can. */
    public static Optional<String> missing() {
        try (NetworkNamespace trial = create()) {
            trial.call(() -> 0);
            return Optional.empty();
        } catch (Exception e) {
            return Optional.of(String.valueOf(e.getMessage()));
        }
    }

    /** Under a name that nothing else on this machine has. */
    public static NetworkNamespace create() {
        String name = "cascade-" + ProcessHandle.current().pid() + "-" + COUNT.incrementAndGet();
        run("ip", "netns", "add", name);
        NetworkNamespace created = new NetworkNamespace(name);
        try {
            created.ip("link", "set", "lo", "up");
            return created;
        } catch (RuntimeException e) {
            created.close();
            throw e;
        }
    }

    /** A cable between two of them: an interface of that name and address ({@code 10.0.0.1/24}) in each. */
    public static void connect(
            NetworkNamespace one,
            String oneName,
            String oneAddress,
            NetworkNamespace other,
            String otherName,
            String otherAddress) {
        one.ip("link", "add", oneName, "type", "veth", "peer", "name", otherName, "netns", other.name);
        one.up(oneName, oneAddress);
        other.up(otherName, otherAddress);
    }

    private void up(String device, String address) {
        address(device, address);
        ip("link", "set", device, "up");
    }

    /** One more address ({@code fd00::1/64}) of an interface, which can be used at once. */
    public void address(String device, String address) {
        if (address.indexOf(':') < 0) {
            ip("addr", "add", address, "dev", device);
        } else {
            // else the kernel asks its neighbours for a second whether it is taken
            ip("addr", "add", address, "dev", device, "nodad");
        }
    }

    private void ip(String... arguments) {
        List<String> command = new ArrayList<>(List.of("ip", "-n", name));
        command.addAll(List.of(arguments));
        run(command.toArray(String[]::new));
    }

    /** Sets how an interface treats what leaves by it; false when the kernel has no netem. */
    public boolean netem(String device, String impairment) {
        List<String> command = new ArrayList<>(
                List.of("ip", "netns", "exec", name, "tc", "qdisc", "add", "dev", device, "root", "netem"));
        command.addAll(List.of(impairment.split(" ")));
        return status(command.toArray(String[]::new)).isEmpty();
    }

    private static void run(String... command) {
        status(command).ifPresent(wrong -> {
            throw new IllegalStateException(String.join(" ", command) + ": " + wrong);
        });
    }

    /** Empty when it succeeded, else what it said. */
    private static Optional<String> status(String... command) {
        try {
            Process process =
                    new ProcessBuilder(command).redirectErrorStream(true).start();
            String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8).strip();
            return process.waitFor() == 0 ? Optional.empty() : Optional.of(said);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    /** Runs {@code work} in this network, on a thread that does nothing else: a thread that was here is not reused. */
    public <T> T call(Callable<T> work) throws IOException {
        CompletableFuture<T> result = new CompletableFuture<>();
        Thread.ofPlatform().name(name).start(() -> {
            try {
                enter();
                result.complete(work.call());
            } catch (Throwable e) {
                result.completeExceptionally(e);
            }
        });
        try {
            return result.get();
        } catch (ExecutionException e) {
            if (e.getCause() instanceof IOException cause) {
                throw cause;
            }
            throw new IllegalStateException(e.getCause());
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    private void enter() throws Throwable {
        try (Arena arena = Arena.ofConfined()) {
            int fd = (int) OPEN.invokeExact(arena.allocateFrom("/run/netns/" + name), READ_ONLY);
            int status = (int) SETNS.invokeExact(fd, CLONE_NEWNET);
            int ignored = (int) CLOSE.invokeExact(fd);
            if (status != 0) {
                throw new IllegalStateException("setns " + name + " failed");
            }
        }
    }

    @Override
    public void close() {
        run("ip", "netns", "del", name);
    }
}
