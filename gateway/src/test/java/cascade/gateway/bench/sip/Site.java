package cascade.gateway.bench.sip;

import cascade.gateway.bench.peer.ClientTransactions;
import cascade.gateway.bench.peer.LowerPeer;
import cascade.gateway.bench.peer.PeerAddress;
import cascade.gateway.bench.peer.PeerLoop;
import cascade.gateway.bench.peer.UpperPeer;
import java.io.IOException;
import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;

/** All platforms around one gateway, and its configuration, which changes no default. The loop's thread. */
public final class Site implements AutoCloseable {

    private static final int SIP_PORT = 7100;
    private static final String GATEWAY_ID = "35000000002000000001";

    public final PeerLoop loop;
    public final ClientTransactions transactions;
    public final List<UpperPeer> uppers = new ArrayList<>();
    public final List<LowerPeer> lowers = new ArrayList<>();

    private final Plan plan;
    private List<LowerPeer> called = List.of();

    /**
     * Who is there and under which addresses.
     *
     * @param gatewayUp host of the gateway that uppers see
     * @param gatewayDown host of the gateway that lowers see
     * @param channels of the lower of that index
     * @param password of all lowers, whose addresses are then not configured
     * @param tcp whether all speak over TCP
     */
    public record Plan(
            String gatewayUp,
            String gatewayDown,
            int uppers,
            IntFunction<InetSocketAddress> upperSocket,
            int lowers,
            IntFunction<InetSocketAddress> lowerSocket,
            IntFunction<Integer> channels,
            IntFunction<Optional<String>> password,
            boolean tcp) {

        private PeerAddress upper(int index) {
            return new PeerAddress("33%04d00002000000001".formatted(index), upperSocket.apply(index), tcp);
        }

        private PeerAddress lower(int index) {
            return new PeerAddress(lowerCode(index) + "2000000001", lowerSocket.apply(index), tcp);
        }

        private static String channel(int lower, int number) {
            return lowerCode(lower) + "1320%06d".formatted(number);
        }

        /** Ten digits, of which the first six tell ten thousand lowers apart. */
        private static String lowerCode(int index) {
            return "34%04d%02d00".formatted(index % 10_000, index / 10_000);
        }

        /** As an operator would write it. */
        public String configuration() {
            var text = new StringBuilder("""
                    gateway {
                      device-id = "%1$s"
                      admin { bind = "%2$s" }
                      networks {
                        city     { sip { bind = "%2$s" }, media { bind = "%2$s" } }
                        district { sip { bind = "%3$s" }, media { bind = "%3$s", ports = "30000-39999" } }
                      }
                    }
                    """.formatted(GATEWAY_ID, gatewayUp, gatewayDown));
            String transport = "transport = " + (tcp ? "tcp" : "udp");
            String share = "share = [" + String.join(", ", names()) + "]";
            // each by a path of its own, the library would copy what it has for each
            text.append("domains {\n");
            for (int i = 0; i < uppers; i++) {
                PeerAddress upper = upper(i);
                text.append("upper-%d { role = upper, network = city, device-id = \"%s\", hosts = [\"%s\"], %s, %s }\n"
                        .formatted(i, upper.id(), upper.hostPort(), transport, share));
            }
            for (int i = 0; i < lowers; i++) {
                PeerAddress lower = lower(i);
                String known = password.apply(i)
                        .map(secret -> "auth { required = true, password = \"" + secret + "\" }")
                        .orElse("allow-from = [\"" + lower.host() + "/32\"]");
                text.append("lower-%d { role = lower, network = district, device-id = \"%s\", %s, %s }\n"
                        .formatted(i, lower.id(), transport, known));
            }
            text.append("}\n");
            return text.toString();
        }

        private List<String> names() {
            return IntStream.range(0, lowers)
                    .mapToObj(i -> "{ from = lower-" + i + " }")
                    .toList();
        }
    }

    private Site(Plan plan, PeerLoop loop) {
        this.plan = plan;
        this.loop = loop;
        transactions = new ClientTransactions(loop);
    }

    /** Opens the sockets of all; nobody speaks yet. */
    public static Site open(Plan plan) throws IOException {
        return open(plan, new PeerLoop());
    }

    /** The same on the loop of another site, so that both live at the same time; each closes it. */
    static Site open(Plan plan, PeerLoop loop) throws IOException {
        var site = new Site(plan, loop);
        PeerAddress up = new PeerAddress(GATEWAY_ID, new InetSocketAddress(plan.gatewayUp, SIP_PORT), plan.tcp);
        PeerAddress down = new PeerAddress(GATEWAY_ID, new InetSocketAddress(plan.gatewayDown, SIP_PORT), plan.tcp);
        for (int i = 0; i < plan.uppers; i++) {
            site.uppers.add(new UpperPeer(site.loop, site.transactions, plan.upper(i), up));
        }
        for (int i = 0; i < plan.lowers; i++) {
            int lower = i;
            List<String> channels = IntStream.range(0, plan.channels.apply(i))
                    .mapToObj(number -> Plan.channel(lower, number))
                    .toList();
            site.lowers.add(
                    new LowerPeer(site.loop, site.transactions, plan.lower(i), down, channels, plan.password.apply(i)));
        }
        return site;
    }

    public Plan plan() {
        return plan;
    }

    /** Those lowers register, and give their catalogs; from then on they are called. */
    public void bringUp(List<LowerPeer> those, Duration atMost) throws IOException {
        loop.runUntil(() -> uppers.stream().allMatch(UpperPeer::isRegistered), atMost);
        call(those);
        those.forEach(LowerPeer::register);
        boolean up = loop.runUntil(() -> those.stream().allMatch(LowerPeer::isKnown), atMost);
        if (!up) {
            throw new IllegalStateException(
                    those.stream().filter(LowerPeer::isKnown).count() + " of " + those.size()
                            + " lowers are known after " + atMost.toSeconds() + " s");
        }
    }

    /** From now on those lowers are called. */
    void call(List<LowerPeer> those) {
        called = those;
    }

    /** Channels of the lowers that are called in turn, so that calls that follow one another ask different lowers. */
    public String channel(long call) {
        LowerPeer lower = called.get((int) (call % called.size()));
        return lower.channels()
                .get((int) (call / called.size() % lower.channels().size()));
    }

    @Override
    public void close() throws IOException {
        loop.close();
    }
}
