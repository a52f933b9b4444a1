package cascade.gateway.explain.fault;

import static org.awaitility.Awaitility.await;

import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.GbDate;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.Keepalive;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.RunningGateway;
import cascade.gateway.testkit.media.RtpPeer;
import cascade.gateway.testkit.sip.Manscdp;
import cascade.gateway.testkit.sip.ScriptedPlatform;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.function.Consumer;

/**
 * Gateway with more uppers and lowers around it than a city has, each on an address of its own and each with a fault, so
 * that all faults can be seen at once. Domains are configured in {@link FaultyConfig}.
 */
final class FaultyCity implements AutoCloseable {

    private static final int PORT = 7100;

    final LoopbackSubnet net = LoopbackSubnet.next();
    final RunningGateway gateway;
    private final ControlLoop loop = new ControlLoop();
    private final ScheduledExecutorService clock = Executors.newSingleThreadScheduledExecutor();
    private final Map<String, Consumer<ServerTransaction>> cameras = new ConcurrentHashMap<>();
    private final List<ScriptedPlatform> platforms = new ArrayList<>();
    private final List<StudioCamera> filming = new ArrayList<>();
    private final Map<Integer, ScriptedPlatform> lowers = new ConcurrentHashMap<>();
    private final Map<String, ScriptedPlatform> callers = new ConcurrentHashMap<>();
    private final RtpPeer sink;

    FaultyCity() {
        gateway = RunningGateway.of(FaultyConfig.text(net.prefix()));
        sink = RtpPeer.on(net.host(FaultyConfig.UPPERS + 1));
    }

    /** Brings up who is well: the upper that calls, and the lowers whose faults are in their calls. */
    void open() {
        callers.put("city", upper(FaultyConfig.CITY));
        Map.of(FaultyConfig.DISTRICT, 22, FaultyConfig.TCP, 1, FaultyConfig.FULL, 1, FaultyConfig.TINY, 2)
                .forEach((number, count) -> {
                    lower(number, count).register(3_600);
                    awaitChannels(FaultyConfig.lowerName(number), count);
                });
        awaitOnline("city");
    }

    String upperHost() {
        return net.host(FaultyConfig.UPPERS + FaultyConfig.CITY);
    }

    String lowerHost() {
        return net.host(FaultyConfig.LOWERS + FaultyConfig.DISTRICT);
    }

    /** An upper that takes our registration and answers whatever comes. */
    ScriptedPlatform upper(int number) {
        ScriptedPlatform upper = platform(net.host(FaultyConfig.UPPERS + number), Ids.upper(number), net.host(1));
        upper.on("REGISTER", accepting(Duration.ZERO));
        return upper;
    }

    /** What accepts a REGISTER, by a clock that is so much ahead. */
    static Consumer<ServerTransaction> accepting(Duration ahead) {
        return transaction -> transaction.respond(transaction
                .answer(200)
                .contact(transaction.request().contact().orElseThrow())
                .header("Expires", transaction.request().header("Expires").orElse("3600"))
                .header("Date", GbDate.toHeader(Instant.now().plus(ahead)))
                .build());
    }

    /** A lower that answers whatever comes, catalog queries with its cameras; its calls by {@link #camera}. */
    ScriptedPlatform lower(int number, int cameras) {
        ScriptedPlatform lower = platform(
                net.host(FaultyConfig.LOWERS + number),
                Ids.lower(number),
                net.host(number == FaultyConfig.TINY ? 3 : 2));
        lower.on("MESSAGE", transaction -> {
            lower.agree(transaction);
            if (Manscdp.read(transaction.request().body()) instanceof CatalogQuery query) {
                lower.post(catalog(number, query, cameras, cameras));
            }
        });
        lower.on("INVITE", this::onInvite);
        lowers.put(number, lower);
        return lower;
    }

    /** The first so many cameras of a catalog that announces others. */
    static CatalogResponse catalog(int lower, CatalogQuery query, int sent, int declared) {
        var items = new ArrayList<CatalogItem>();
        for (int i = 1; i <= sent; i++) {
            items.add(item(lower, i, i == FaultyConfig.OFF_CAMERA ? "OFF" : "ON"));
        }
        return CatalogResponse.part(query.sn(), query.deviceId(), declared, items);
    }

    private static CatalogItem item(int lower, int number, String status) {
        return CatalogItem.builder(new DeviceId(Ids.camera(lower, number)))
                .name("东门" + number)
                .parentIds(List.of(new DeviceId(Ids.lower(lower))))
                .status(status)
                .build();
    }

    private ScriptedPlatform platform(String host, String id, String gatewayHost) {
        var platform = new ScriptedPlatform(loop, host, id, SipUri.of(Ids.GATEWAY, gatewayHost, PORT));
        platform.on("ACK", transaction -> {});
        platforms.add(platform);
        return platform;
    }

    /** A platform at an address that is nobody's, under any id. */
    ScriptedPlatform elsewhere(int host, String id, String gatewayHost) {
        return platform(net.host(host), id, gatewayHost);
    }

    /** What a lower does with the INVITEs for a camera. */
    void camera(String id, Consumer<ServerTransaction> script) {
        cameras.put(id, script);
    }

    private void onInvite(ServerTransaction invite) {
        cameras.getOrDefault(invite.request().uri().user(), ScriptedPlatform.refuse(404))
                .accept(invite);
    }

    static Future<SipRequest> accept(ServerTransaction invite, byte[] sdp) {
        return invite.accept(ok(invite, sdp));
    }

    private static SipResponse ok(ServerTransaction invite, byte[] sdp) {
        return invite.answer(200)
                .contact(NameAddr.of(invite.request().to().uri()))
                .body("Application/SDP", sdp)
                .build();
    }

    /** Accepts, and hangs up once that is acknowledged. */
    Consumer<ServerTransaction> hangsUp(int lower) {
        return invite -> {
            SipResponse ok = ok(invite, Sdp.answer(lowerHost(), 6_104, ssrc(invite.request())));
            invite.accept(ok).onSuccess(acknowledged -> lowers.get(lower).post(bye(invite.request(), ok)));
        };
    }

    /** Of the lower, in the dialog of an INVITE that it has accepted. */
    private static SipRequest bye(SipRequest invite, SipResponse accepted) {
        return SipRequest.builder("BYE", invite.contact().orElseThrow().uri())
                .from(accepted.to())
                .to(invite.from())
                .callId(invite.callId())
                .cseq(1)
                .build();
    }

    /** Accepts and films, from where the answer says. */
    Consumer<ServerTransaction> films(Reel reel) {
        return films(reel, 0, Integer.MAX_VALUE);
    }

    Consumer<ServerTransaction> films(Reel reel, int lossOneIn, int most) {
        return invite -> {
            StudioCamera camera = studio(lowerHost());
            int ssrc = ssrc(invite.request());
            accept(invite, Sdp.answer(lowerHost(), camera.port(), ssrc));
            camera.films(invite.request().bodyText(), reel, ssrc, lossOneIn, most);
        };
    }

    StudioCamera studio(String host) {
        var camera = new StudioCamera(clock, host);
        filming.add(camera);
        return camera;
    }

    /** The one that an offer asks for. */
    static int ssrc(SipRequest invite) {
        return invite.bodyText()
                .lines()
                .filter(line -> line.startsWith("y="))
                .map(line -> Integer.parseUnsignedInt(line.substring(2).strip()))
                .findFirst()
                .orElseThrow();
    }

    /** The upper {@code city} calls a channel and acknowledges what it is answered. */
    void calls(String upper, String channel) {
        calls(upper, channel, Sdp.offer(upperHost(), sink.rtpAddress().getPort()));
    }

    void calls(String upper, String channel, byte[] offer) {
        ScriptedPlatform caller = callers.get(upper);
        loop.run(() -> caller.call(invite(caller, channel, offer)));
    }

    /** The same without the ACK. */
    void callsWithoutAck(String upper, String channel) {
        ScriptedPlatform caller = callers.get(upper);
        byte[] offer = Sdp.offer(upperHost(), sink.rtpAddress().getPort());
        loop.run(() -> caller.post(invite(caller, channel, offer)));
    }

    private static SipRequest invite(ScriptedPlatform upper, String channel, byte[] offer) {
        return upper.requestTo("INVITE", channel)
                .header("Subject", channel + ":0,0:0")
                .body("Application/SDP", offer)
                .build();
    }

    /** Keepalives for as long as the city stands. */
    void keepsAlive(ScriptedPlatform lower, int number) {
        clock.scheduleAtFixedRate(
                () -> loop.start(() -> lower.post(Keepalive.ok(1, new DeviceId(Ids.lower(number))))),
                500,
                500,
                java.util.concurrent.TimeUnit.MILLISECONDS);
    }

    /** On the loop of the platforms, without waiting. */
    void run(Runnable work) {
        loop.run(work);
    }

    void awaitViewers(String upper, String channel) {
        await().until(() -> gateway.streams().stream()
                .map(JsonObject.class::cast)
                .filter(stream -> stream.getString("channelId").equals(channel))
                .anyMatch(stream -> !stream.getJsonArray("viewers").isEmpty()));
    }

    void awaitOnline(String domain) {
        await().until(() -> gateway.isOnline(domain));
    }

    void awaitChannels(String lower, int count) {
        await().until(() -> gateway.domain(lower).getJsonObject("counters").getInteger("channels") == count);
    }

    @Override
    public void close() {
        clock.shutdownNow();
        filming.forEach(StudioCamera::close);
        gateway.close();
        platforms.forEach(ScriptedPlatform::close);
        sink.close();
        loop.close();
    }
}
