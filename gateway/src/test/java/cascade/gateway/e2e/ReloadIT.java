package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.LOWER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.UPPER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.contact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.gb.sdp.SdpParser;
import cascade.gateway.gb.sdp.SdpSyntaxException;
import cascade.gateway.gb.sdp.SessionDescription;
import cascade.gateway.media.LegAddress;
import cascade.gateway.media.relay.MediaLab;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.testkit.gateway.RunningGateway;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.media.RtpPeer;
import cascade.gateway.testkit.sip.ScriptedPeer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** Each kind of change to a configuration, taken over while the gateway runs, as its peers and its operator see it. */
@Execution(ExecutionMode.CONCURRENT)
class ReloadIT {

    private static final String EAST_ID = "37280700000000000000";
    private static final String OTHER_ID = "37280000000000000009";
    private static final String EXPORTED = "37280601411319009999";

    /** Nobody sends media here, and calls are to last. */
    private static final String PATIENT = "gateway.media { no-media-timeout = 60s, media-timeout = 60s }\n";

    private final ScriptedCascade cascade = new ScriptedCascade(PATIENT).up();
    private final RunningGateway gateway = cascade.gateway;
    private final String config = cascade.config(PATIENT);

    @AfterEach
    void close() {
        cascade.close();
    }

    private String east() {
        return """
                domains.east { role = lower, network = district, device-id = "%s"
                  allow-from = ["%s/32"], catalog { query-on-register = false, subscribe = false } }
                """.formatted(EAST_ID, cascade.lowerHost);
    }

    private static JsonObject applied(String... changed) {
        return outcome("applied", new JsonArray(java.util.List.of(changed)), new JsonArray());
    }

    private static JsonObject outcome(String result, JsonArray changed, JsonArray restartNeeded) {
        return new JsonObject().put("result", result).put("changed", changed).put("restartNeeded", restartNeeded);
    }

    private double reloads(String result) {
        return gateway.metric("cascade_config_reloads_total", "result=\"" + result + "\"");
    }

    /** An INVITE of the upper for that channel is refused so. */
    private void isRefused(int status, String channel) {
        SipRequest invite = cascade.invite(channel, cascade.offer(10_000)).build();
        cascade.upper.sends(invite);
        cascade.upper.expectsResponse(status, invite);
    }

    private int registersAs(String id) {
        SipRequest register = SipRequest.builder("REGISTER", SipUri.of(UPPER_ID, cascade.districtHost, 7100))
                .via(ScriptedCascade.via(cascade.lowerHost))
                .from(NameAddr.tagged(SipUri.of(id, cascade.lowerHost, 7100), "r"))
                .to(NameAddr.of(SipUri.of(id, cascade.lowerHost, 7100)))
                .callId("register-" + System.nanoTime())
                .cseq(1)
                .contact(contact(id, cascade.lowerHost))
                .header("Max-Forwards", "70")
                .header("Expires", "3600")
                .build();
        cascade.lower.sends(register);
        return cascade.lower.expectsFinal("REGISTER").status();
    }

    /** The upper subscribes to the catalog and answers the NOTIFYs that come at first. */
    private void upperSubscribes() {
        SipRequest subscribe = cascade.upperMessage("SUBSCRIBE", "subscription")
                .contact(contact(UPPER_ID, cascade.upperHost))
                .header("Event", "Catalog;id=1")
                .header("Expires", "600")
                .body(
                        "Application/MANSCDP+xml",
                        ("<?xml version=\"1.0\"?><Query><CmdType>Catalog</CmdType><SN>7</SN><DeviceID>" + LOWER_ID
                                        + "</DeviceID></Query>")
                                .getBytes(java.nio.charset.StandardCharsets.US_ASCII))
                .build();
        cascade.upper.sends(subscribe);
        cascade.upper.expectsResponse(200, "SUBSCRIBE");
        // all that it sees: ourselves and the channel, in one message where their addresses are short enough
        SipRequest first = cascade.upper.expectsRequest("NOTIFY");
        cascade.upper.answers(first, 200);
        if (!tells(first, "ADD", CHANNEL)) {
            upperIsNotified("ADD", CHANNEL);
        }
    }

    private void upperIsNotified(String event, String id) {
        SipRequest notify =
                cascade.upper.expectsRequest("NOTIFY", event + " of " + id, request -> tells(request, event, id));
        cascade.upper.answers(notify, 200);
    }

    private static boolean tells(SipRequest notify, String event, String id) {
        return notify.bodyText().contains("<Event>" + event + "</Event>")
                && notify.bodyText().contains("<DeviceID>" + id + "</DeviceID>");
    }

    private void bothSidesGetBye() {
        SipRequest up = cascade.upper.expectsRequest("BYE");
        SipRequest down = cascade.lower.expectsRequest("BYE");
        cascade.upper.answers(up, 200);
        cascade.lower.answers(down, 200);
    }

    private void onlyThatCallRuns() {
        assertThat(gateway.streams()).hasSize(1);
        cascade.upper.hasNot("BYE", "");
        cascade.lower.hasNot("BYE", "");
    }

    @Test
    void whatSaysTheSameIsUnchanged() {
        assertThat(gateway.reload("# a remark\n" + config))
                .isEqualTo(outcome("unchanged", new JsonArray(), new JsonArray()));
        assertThat(reloads("unchanged")).isEqualTo(1);
    }

    @Test
    void aConfigurationWithProblemsIsRefusedAndNothingOfItTouched() {
        HttpResponse<String> answer =
                gateway.post(config + east() + "domains.city.max-viewers = 0\ndomains.ncg.role = x");

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(new JsonObject(answer.body()).getJsonArray("problems").getString(0))
                .contains(".conf:", "domains.ncg.role");
        assertThat(gateway.get("/api/v1/domains/east").statusCode()).isEqualTo(404);
        cascade.establish(10_000, 20_000);
        assertThat(reloads("refused")).isEqualTo(1);
    }

    @Test
    void whatNeedsARestartIsNamedAndTheRestApplied() {
        String next = config + "gateway.admin.port = 9999\ngateway.media.loops = 7\ndomains.city.max-viewers = 0\n";

        JsonArray pending = new JsonArray().add("gateway.admin.port").add("gateway.media.loops");
        assertThat(gateway.reload(next))
                .isEqualTo(outcome("applied", new JsonArray().add("domains.city.max-viewers"), pending));
        assertThat(gateway.reload(next)).isEqualTo(outcome("unchanged", new JsonArray(), pending));
        isRefused(486, CHANNEL);
    }

    @Test
    void aLowerThatIsAddedCanRegisterAndOneThatIsRemovedNoMore() {
        assertThat(registersAs(EAST_ID)).isEqualTo(403);

        assertThat(gateway.reload(config + east())).isEqualTo(applied("domains.east"));
        assertThat(registersAs(EAST_ID)).isEqualTo(200);
        await().until(() -> gateway.isOnline("east"));
        assertThat(gateway.metric("cascade_domain_up", "domain=\"east\"")).isEqualTo(1);

        assertThat(gateway.reload(config)).isEqualTo(applied("domains.east"));
        assertThat(registersAs(EAST_ID)).isEqualTo(403);
        assertThat(gateway.get("/metrics").body()).doesNotContain("domain=\"east\"");
    }

    @Test
    void aLowerThatIsRemovedTakesItsCallsAndChannelsAlong() {
        upperSubscribes();
        cascade.establish(10_000, 20_000);
        int ends = config.indexOf("  ncg {");
        String without = (config.substring(0, ends) + "}\n").replace("share = [{ from = ncg }]", "share = []");

        gateway.write(without);
        Thread reload = Thread.ofVirtual().start(() -> gateway.reload(without));
        bothSidesGetBye();
        upperIsNotified("DEL", CHANNEL);
        await().until(() -> !reload.isAlive());

        assertThat(gateway.streams()).isEmpty();
        assertThat(registersAs(LOWER_ID)).isEqualTo(403);
        isRefused(404, CHANNEL);
    }

    @Test
    void aLowerThatIsRemovedAndAddedAgainIsCountedFromZero() throws SdpSyntaxException {
        try (RtpPeer camera = RtpPeer.on(cascade.lowerHost)) {
            var call = cascade.establish(10_000, camera.rtpAddress().getPort());
            SessionDescription ours = SdpParser.parse(call.inviteDown().bodyText());
            camera.sendRtp(
                    new LegAddress(
                            cascade.districtHost, ours.video().orElseThrow().port()),
                    RtpPeer.packet(1, 1, MediaLab.SOURCE_SSRC));
        }
        await("counted").until(() -> packetsOfLower() == 1);
        int ends = config.indexOf("  ncg {");
        String without = (config.substring(0, ends) + "}\n").replace("share = [{ from = ncg }]", "share = []");
        Thread reload = Thread.ofVirtual().start(() -> gateway.reload(without));
        bothSidesGetBye();
        await().until(() -> !reload.isAlive());

        await("let go").until(() -> !gateway.get("/metrics").body().contains("domain=\"ncg\""));

        gateway.reload(config);

        await("counted from zero")
                .untilAsserted(() -> assertThat(packetsOfLower()).isZero());
    }

    private double packetsOfLower() {
        return gateway.metric("cascade_rtp_packets_total", "domain=\"ncg\"", "direction=\"in\"");
    }

    @Test
    void anUpperThatIsRemovedGetsByeAndIsDeregisteredFrom() {
        cascade.establish(10_000, 20_000);
        int begins = config.indexOf("  city {\n    role");
        int ends = config.indexOf("  ncg {");
        String without = config.substring(0, begins) + config.substring(ends);

        Thread reload = Thread.ofVirtual().start(() -> gateway.reload(without));
        bothSidesGetBye();
        SipRequest leaves = cascade.upper.expectsRequest(
                "REGISTER",
                "Expires 0",
                request -> request.header("Expires").orElse("").equals("0"));
        cascade.upper.answers(leaves, 200);
        await().until(() -> !reload.isAlive());

        assertThat(gateway.get("/api/v1/domains/city").statusCode()).isEqualTo(404);
        isRefused(403, CHANNEL);
    }

    @Test
    void aShareThatIsTakenAwayAndGivenBackIsNotifiedAsDelAndAdd() {
        upperSubscribes();

        assertThat(gateway.reload(config + "domains.city.share = []")).isEqualTo(applied("domains.city.share"));
        upperIsNotified("DEL", CHANNEL);
        isRefused(404, CHANNEL);

        assertThat(gateway.reload(config)).isEqualTo(applied("domains.city.share"));
        upperIsNotified("ADD", CHANNEL);
        cascade.establish(10_000, 20_000);
    }

    @Test
    void aChannelThatIsMappedAnewHasItsNewIdOnly() {
        upperSubscribes();

        assertThat(gateway.reload(config + "domains.city.map = { \"" + CHANNEL + "\" = \"" + EXPORTED + "\" }"))
                .isEqualTo(applied("domains.city.map"));
        SipRequest notify = cascade.upper.expectsRequest("NOTIFY", "<DeviceID>" + EXPORTED + "</DeviceID>");
        cascade.upper.answers(notify, 200);
        assertThat(notify.bodyText()).contains("<Event>DEL</Event>", "<Event>ADD</Event>", CHANNEL);

        isRefused(404, CHANNEL);
        cascade.upper.sends(cascade.invite(EXPORTED, cascade.offer(10_000)).build());
        assertThat(cascade.lower.expectsRequest("INVITE").uri().user()).isEqualTo(CHANNEL);
    }

    @Test
    void permissionsAndLimitsHoldForTheNextCallAndTheRunningOneGoesOn() {
        cascade.establish(10_000, 20_000);

        assertThat(gateway.reload(config + "domains.city.permissions = [ptz]"))
                .isEqualTo(applied("domains.city.permissions"));
        isRefused(403, CHANNEL);
        assertThat(gateway.reload(config + "domains.city.max-viewers = 1"))
                .isEqualTo(applied("domains.city.permissions", "domains.city.max-viewers"));
        isRefused(486, CHANNEL);
        assertThat(gateway.reload(config + "gateway.limits.max-viewers = 1, domains.city.quirks.limit-status = 503"))
                .isEqualTo(applied("gateway.limits.max-viewers", "domains.city.quirks", "domains.city.max-viewers"));
        isRefused(503, CHANNEL);

        onlyThatCallRuns();
    }

    @Test
    void aPasswordIsAskedForFromTheNextRegisterOn() {
        assertThat(registersAs(LOWER_ID)).isEqualTo(200);

        gateway.reload(config + "domains.ncg.auth { required = true, password = hunter2 }");

        assertThat(registersAs(LOWER_ID)).isEqualTo(401);
    }

    @Test
    void whatALowerIsOfferedFollowsItsMediaTransport() {
        gateway.reload(config + "domains.ncg.media.transport = tcp-passive");

        cascade.upper.sends(cascade.invite(CHANNEL, cascade.offer(10_000)).build());

        assertThat(cascade.lower.expectsRequest("INVITE").bodyText()).contains("TCP/RTP/AVP", "a=setup:passive");
    }

    @Test
    void anUpperUnderAnotherIdIsDeregisteredFromAndRegisteredToAnew() {
        Thread reload = Thread.ofVirtual()
                .start(() -> gateway.reload(config + "domains.city.local-device-id = \"" + OTHER_ID + "\""));

        SipRequest leaves = cascade.upper.expectsRequest(
                "REGISTER",
                "Expires 0",
                request -> request.header("Expires").orElse("").equals("0"));
        assertThat(leaves.from().uri().user()).isEqualTo(LOWER_ID);
        cascade.upper.answers(leaves, 200);
        SipRequest comes = cascade.upper.expectsRequest(
                "REGISTER", "the new id", request -> request.from().uri().user().equals(OTHER_ID));
        cascade.upper.answers(
                comes, 200, ok -> ok.contact(comes.contact().orElseThrow()).header("Expires", "3600"));

        await().until(() -> !reload.isAlive() && gateway.isOnline("city"));
    }

    @Test
    void aNewNetworkListensAtOnce() {
        String third = cascade.cityHost.replaceAll("\\.1$", ".3");
        String next = config + """
                gateway.networks.third { sip { bind = "%s", port = 7100 }, media { ports = "40000-40099" } }
                domains.east { role = lower, network = third, device-id = "%s", allow-from = ["%s/32"] }
                """.formatted(third, EAST_ID, third.replaceAll("\\.3$", ".30"));

        assertThat(gateway.reload(next)).isEqualTo(applied("gateway.networks.third", "domains.east"));

        try (ScriptedPeer peer = new ScriptedPeer(third.replaceAll("\\.3$", ".30"), 7100, third, 7100)) {
            peer.sends(cascade.upperMessage("OPTIONS", "options").build());
            peer.expectsResponse(200, "OPTIONS");
        }
        assertThat(gateway.get("/health/ready").body()).contains("sip-third");
        // sampled now and then
        await().until(() -> gateway.metric("cascade_media_ports", "network=\"third\"", "state=\"free\"") > 0);
    }

    @Test
    void aNetworkThatCannotBeBoundRefusesTheWholeConfiguration() {
        HttpResponse<String> answer = gateway.post(config + east() + """
                gateway.networks.third { sip { bind = "198.51.100.7", port = 7100 } }
                """);

        assertThat(answer.statusCode()).isEqualTo(422);
        assertThat(answer.body()).contains("gateway.networks.third", "198.51.100.7");
        assertThat(registersAs(EAST_ID)).isEqualTo(403);
    }

    @Test
    void anotherHostOfAnUpperIsRegisteredToAndTheCallGoesOn() {
        cascade.establish(10_000, 20_000);
        String backup = cascade.upperHost.replaceAll("\\.10$", ".11");
        try (ScriptedPeer there = new ScriptedPeer(backup, 7100, cascade.cityHost, 7100)) {
            gateway.reload(config + "domains.city.hosts = [\"" + backup + ":7100\"]");

            SipRequest register = there.expectsRequest("REGISTER");
            there.answers(
                    register,
                    200,
                    ok -> ok.contact(register.contact().orElseThrow()).header("Expires", "3600"));
            await().until(() -> gateway.isOnline("city"));
        }
    }

    @Test
    void retryAfterFollowsTheSetting() {
        SipRequest leaves = cascade.lowerMessage("REGISTER", "leave")
                .contact(contact(LOWER_ID, cascade.lowerHost))
                .header("Expires", "0")
                .build();
        cascade.lower.sends(leaves);
        cascade.lower.expectsFinal("REGISTER");
        await().until(() -> !gateway.isOnline("ncg"));
        gateway.reload(config + "gateway.call.offline-retry-after = 77s");

        cascade.upper.sends(cascade.invite(CHANNEL, cascade.offer(10_000)).build());

        SipResponse refused = cascade.upper.expectsResponse(480, "INVITE");
        assertThat(refused.header("Retry-After")).contains("77");
    }
}
