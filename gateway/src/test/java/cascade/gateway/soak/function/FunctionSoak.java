package cascade.gateway.soak.function;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.soak.Durations;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.Trials;
import cascade.gateway.testkit.gateway.RunningGateway;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.BooleanSupplier;

/**
 * An upper that drives every function of the gateway with two lowers, which answer late, twice, wrongly or not at all now and
 * then: no request may stay unanswered or be answered twice, no alarm get lost, and nothing be left over. A line each ten
 * seconds, a verdict at the end, status 1 when it is bad.
 *
 * <p>{@code FunctionSoak [duration: 20m] [steps a second: 30]}
 */
public final class FunctionSoak {

    private static final String UPPER_ID = "37280000000000000000";
    private static final DeviceId GATEWAY_ID = new DeviceId("37280600002000000001");
    private static final int PORT = 7_100;
    private static final long LINE_NANOS = TimeUnit.SECONDS.toNanos(10);
    private static final long SETTLING_NANOS = TimeUnit.SECONDS.toNanos(40);

    private static final String CONFIG = """
            gateway {
              device-id = "37280600002000000001"
              admin { bind = "CITY", port = 9180 }
              networks {
                city     { sip { bind = "CITY", port = 7100 }, media { bind = "CITY", ports = "20000-20999" } }
                district { sip { bind = "DISTRICT", port = 7100 }, media { bind = "DISTRICT", ports = "30000-30999" } }
              }
              media { stream-linger = 0s, port-quarantine = 1s }
              sip { request-timeout = 3s }
              command { response-timeout = 1s, record-timeout = 1s }
            }
            domains {
              city {
                role = upper, network = city, device-id = "37280000000000000000"
                hosts = ["UPPER:7100"], share = [{ from = east }, { from = west }]
              }
              east {
                role = lower, network = district, device-id = "37280610002000000001", allow-from = ["EAST/32"]
              }
              west {
                role = lower, network = district, device-id = "37280620002000000001", allow-from = ["WEST/32"]
              }
            }
            """;

    private final long seed = Trials.seed();
    private final Random random = new Random(seed);
    private final ControlLoop loop = new ControlLoop();
    private final Ledger ledger = new Ledger();
    private final int stepsASecond;
    private final RunningGateway gateway;
    private final SoakUpper upper;
    private final List<SoakLower> lowers = new ArrayList<>();

    private FunctionSoak(int stepsASecond) {
        this.stepsASecond = stepsASecond;
        LoopbackSubnet net = LoopbackSubnet.next();
        gateway = RunningGateway.of(CONFIG.replace("CITY", net.host(1))
                .replace("DISTRICT", net.host(2))
                .replace("UPPER", net.host(10))
                .replace("EAST", net.host(20))
                .replace("WEST", net.host(21)));
        upper = new SoakUpper(
                loop,
                UPPER_ID,
                GATEWAY_ID,
                net.host(10),
                SipUri.of(GATEWAY_ID.value(), net.host(1), PORT),
                new Random(random.nextLong()),
                ledger);
        lowers.add(lower("east", "37280610002000000001", net.host(20), net.host(2)));
        lowers.add(lower("west", "37280620002000000001", net.host(21), net.host(2)));
        System.out.printf("function soak: seed %d, %d steps/s%n", seed, stepsASecond);
    }

    private SoakLower lower(String name, String id, String host, String gatewayHost) {
        SipUri uri = SipUri.of(GATEWAY_ID.value(), gatewayHost, PORT);
        return new SoakLower(loop, name, new DeviceId(id), host, uri, new Random(random.nextLong()));
    }

    public static void main(String[] arguments) {
        Duration duration = arguments.length > 0 ? Durations.parse(arguments[0]) : Duration.ofMinutes(20);
        int steps = arguments.length > 1 ? Integer.parseInt(arguments[1]) : 30;
        System.exit(new FunctionSoak(steps).run(duration) ? 0 : 1);
    }

    private boolean run(Duration duration) {
        lowers.forEach(SoakLower::register);
        await(() -> gateway.isOnline("city") && gateway.metric("cascade_channels", "domain=") >= 4);
        upper.subscribe();
        await(() -> gateway.metric("cascade_subscriptions", "kind=\"alarm\"") >= 3);
        drive(duration.toNanos());
        await(() -> loop.call(ledger::isSettled) && gateway.streams().isEmpty());
        boolean good = verdict();
        upper.close();
        lowers.forEach(SoakLower::close);
        gateway.close();
        loop.close();
        System.out.println(good ? "function soak: good" : "function soak: BAD, seed " + seed);
        return good;
    }

    private void drive(long nanos) {
        long start = System.nanoTime();
        long nextLine = start;
        while (System.nanoTime() - start < nanos) {
            loop.run(this::step);
            if (System.nanoTime() >= nextLine) {
                nextLine += LINE_NANOS;
                lowers.forEach(SoakLower::keepAlive);
                upper.queryCatalog();
                loop.run(ledger::tidy);
                System.out.printf(
                        "%5d s  %s%n",
                        TimeUnit.NANOSECONDS.toSeconds(System.nanoTime() - start), loop.call(ledger::toString));
            }
            LockSupport.parkNanos(random.nextLong(2 * TimeUnit.SECONDS.toNanos(1) / stepsASecond));
        }
    }

    private void step() {
        SoakLower lower = lowers.get(random.nextInt(lowers.size()));
        switch (random.nextInt(10)) {
            case 0 -> lower.tellAlarm(ledger);
            case 1 -> upper.call(lower);
            default -> upper.ask(lower);
        }
    }

    /** Waits for it as long as anything may take to settle; what has not by then the verdict tells. */
    private static void await(BooleanSupplier condition) {
        long end = System.nanoTime() + SETTLING_NANOS;
        while (!condition.getAsBoolean() && System.nanoTime() < end) {
            LockSupport.parkNanos(TimeUnit.MILLISECONDS.toNanos(100));
        }
    }

    private boolean verdict() {
        List<String> faults = loop.call(ledger::faults);
        faults.forEach(fault -> say(false, fault));
        boolean good = say(
                faults.isEmpty(), "every request answered once, every alarm told once: " + loop.call(ledger::toString));
        good &= say(upper.listed() >= 4, upper.listed() + " items in the catalog");
        good &= say(gateway.metric("cascade_orphans") == 0, gateway.metric("cascade_orphans") + " orphans");
        good &= say(gateway.streams().isEmpty(), gateway.streams().size() + " streams left");
        await(() -> gateway.metric("cascade_media_ports", "state=\"used\"") == 0);
        double ports = gateway.metric("cascade_media_ports", "state=\"used\"");
        good &= say(ports == 0, ports + " ports in use");
        return good;
    }

    private static boolean say(boolean good, String what) {
        System.out.println((good ? "ok    " : "BAD   ") + what);
        return good;
    }
}
