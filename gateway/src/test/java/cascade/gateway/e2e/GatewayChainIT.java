package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.SeveralGateways.id;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.conformance.Clause;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.simulator.lower.SentStream;
import cascade.gateway.simulator.lower.SimulatedLower;
import cascade.gateway.simulator.rtp.Recordings;
import cascade.gateway.simulator.upper.PlayedStream;
import cascade.gateway.simulator.upper.SimulatedUpper;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.RunningGateway;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.gateway.SeveralGateways;
import cascade.gateway.testkit.gateway.SimulatedCascade;
import cascade.gateway.testkit.sip.ScriptedPeer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Three gateways in a chain between a lower that sends real video and the uppers of the topmost. */
class GatewayChainIT {

    private static final LoopbackSubnet SUBNET = LoopbackSubnet.next();
    private static final int CAMERAS = 3;
    private static final String COUNTY = "37290000000000000000";
    private static final String WHOLE_PATH =
            String.join("-", id(1).value(), id(2).value(), id(3).value(), SimulatedCascade.LOWER_ID.value());

    @TempDir
    Path directory;

    private final SeveralGateways chain = new SeveralGateways(SUBNET);
    private final String scriptedHost = SUBNET.host(11);
    private ScriptedPeer scripted;
    private SimulatedUpper upper;
    private SimulatedLower lower;
    private List<RunningGateway> gateways;

    @BeforeEach
    void start() {
        scripted = new ScriptedPeer(scriptedHost, 7100, SUBNET.host(1), 7100);
        upper = chain.upper(options -> options.recordings(Recordings.whole(directory.resolve("received"))));
        gateways = List.of(
                chain.gateway(1, chain.city("below2"), chain.county("below2"), chain.below(2), noted("below2")),
                chain.gateway(
                        2, chain.above(1, "below3"), chain.below(3), noted("above1"), noted("below3", "hex", "md5")),
                chain.gateway(3, chain.above(2, "district"), chain.district(), noted("above2")));
        SipRequest register = scripted.expectsRequest("REGISTER");
        scripted.answers(
                register,
                200,
                answer -> answer.contact(register.contact().orElseThrow()).header("Expires", "3600"));
        lower = chain.lower(
                3,
                options -> options.recordings(Recordings.whole(directory.resolve("sent")))
                        .cameras(CAMERAS));
        await().until(() -> upper.channels().stream()
                .map(CatalogItem::deviceId)
                .toList()
                .containsAll(SimulatedCascade.cameras(CAMERAS)));
    }

    @AfterEach
    void stop() {
        chain.close();
        scripted.close();
    }

    /** No message without a Note crosses that hop. */
    private static String noted(String domain) {
        return "domains." + domain + " { quirks.note = required, note.secret = the-seed-of-both }";
    }

    private static String noted(String domain, String form, String algorithm) {
        return noted(domain) + "\ndomains." + domain + ".quirks { note-form = " + form + ", note-algorithm = "
                + algorithm + ", note-input = header }";
    }

    private static DeviceId camera(int number) {
        return SimulatedCascade.cameras(CAMERAS).get(number);
    }

    @Test
    @Clause(value = "8.3", part = "every message between the three has one, each hop of its own")
    void theCatalogAndRealVideoComeThroughAllThree() throws IOException {
        assertThat(upper.queryCatalog(id(1)).await())
                .extracting(CatalogItem::deviceId)
                .contains(id(1), id(2), id(3))
                .containsAll(SimulatedCascade.cameras(CAMERAS));

        PlayedStream played = upper.play(camera(1)).await();
        SentStream sent = lower.streams().getFirst();
        await().until(() -> played.stats().frames() > 40);
        played.stop().await();
        sent.ended().await();

        assertThat(played.ended().await().stats().lost()).isZero();
        byte[] received = Files.readAllBytes(played.recording().orElseThrow());
        byte[] whole = Files.readAllBytes(sent.recording().orElseThrow());
        assertThat(received).isNotEmpty();
        assertThat(Arrays.mismatch(received, Arrays.copyOf(whole, received.length)))
                .as("first byte that differs")
                .isEqualTo(-1);
        await().untilAsserted(() -> gateways.forEach(gateway -> {
            assertThat(gateway.streams()).isEmpty();
            assertThat(gateway.metric("cascade_orphans")).isZero();
        }));
    }

    @Test
    @Clause(value = "2022 H", part = "over three gateways")
    void thePreferredPathIsFollowedToItsEndAndThe200TellsThePathThatWasTaken() {
        SipResponse ok = answer(invite(Map.of("X-PreferredPath", WHOLE_PATH)));

        assertThat(ok.status()).isEqualTo(200);
        assertThat(ok.header("X-RoutePath")).contains(WHOLE_PATH);
        hangUp(ok);
    }

    @Test
    void aPathThatLeavesTheChainIsRefusedByWhoCannotGoOn() {
        String elsewhere = id(1) + "-" + id(2) + "-37280700002000000001";

        SipResponse refused = answer(invite(Map.of("X-PreferredPath", elsewhere)));

        assertThat(refused.status()).isEqualTo(404);
        assertThat(refused.header("X-RoutePath")).contains(id(1) + "-" + id(2));
    }

    @Test
    @Clause(value = "2022 H loops", part = "Max-Forwards")
    void eachHopTakesOneOffMaxForwardsUntilNoneIsLeft() {
        SipResponse refused = answer(invite(Map.of("Max-Forwards", "2")));

        assertThat(refused.status()).isEqualTo(483);
        assertThat(refused.header("X-RoutePath")).contains(id(1) + "-" + id(2) + "-" + id(3));

        SipResponse ok = answer(invite(Map.of("Max-Forwards", "3")));

        assertThat(ok.status()).isEqualTo(200);
        hangUp(ok);
    }

    private SipRequest invite(Map<String, String> headers) {
        String channel = camera(0).value();
        SipRequest.Builder invite = SipRequest.builder("INVITE", SipUri.of(channel, SUBNET.host(1), 7100))
                .via(ScriptedCascade.via(scriptedHost))
                .from(NameAddr.tagged(SipUri.of(COUNTY, scriptedHost, 7100), "p"))
                .to(NameAddr.of(SipUri.of(channel, SUBNET.host(1), 7100)))
                .callId("path" + System.nanoTime())
                .cseq(20)
                .contact(ScriptedCascade.contact(COUNTY, scriptedHost))
                .body("Application/SDP", offer().getBytes(StandardCharsets.UTF_8));
        headers.forEach(invite::header);
        return invite.build();
    }

    private String offer() {
        return String.join(
                "\r\n",
                "v=0",
                "o=" + camera(0) + " 0 0 IN IP4 " + scriptedHost,
                "s=Play",
                "c=IN IP4 " + scriptedHost,
                "t=0 0",
                "m=video 6000 RTP/AVP 96",
                "a=rtpmap:96 PS/90000",
                "a=recvonly",
                "y=0100000042",
                "");
    }

    private SipResponse answer(SipRequest invite) {
        scripted.sends(invite);
        return scripted.expectsFinal("INVITE");
    }

    private void hangUp(SipResponse ok) {
        for (String method : List.of("ACK", "BYE")) {
            scripted.sends(SipRequest.builder(method, ok.contact().orElseThrow().uri())
                    .via(ScriptedCascade.via(scriptedHost))
                    .from(ok.from())
                    .to(ok.to())
                    .callId(ok.callId())
                    .cseq(method.equals("ACK") ? 20 : 21)
                    .build());
        }
        scripted.expectsResponse(200, "BYE");
    }
}
