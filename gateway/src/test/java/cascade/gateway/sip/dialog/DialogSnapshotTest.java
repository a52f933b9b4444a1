package cascade.gateway.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.message.SipWriter;
import cascade.gateway.sip.message.Via;
import cascade.gateway.testkit.Trials;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** A dialog that is kept and made again goes on as if nothing had been; from any state, as a property. */
class DialogSnapshotTest {

    private final long seed = Trials.seed();
    private final Random random = new Random(seed);

    @Test
    void aDialogThatIsMadeAgainSendsWhatTheFormerOneWouldHaveButForItsCseq() {
        for (int trial = 0; trial < Trials.stories(); trial++) {
            Dialog former = anyDialog();
            Dialog next = Dialog.of(DialogJson.read(
                    new JsonObject(DialogJson.write(former.snapshot()).encode())));

            String story = "seed " + seed + ", trial " + trial;
            long numbered = former.request("BYE").build().cseq().number();
            SipRequest theirs = former.request("BYE").build();
            SipRequest ours = next.request("BYE").build();
            assertThat(ours.cseq().number()).as(story).isGreaterThan(numbered);
            assertThat(written(ours.toBuilder().cseq(1).build()))
                    .as(story)
                    .isEqualTo(written(theirs.toBuilder().cseq(1).build()));
            assertThat(written(next.ack())).as(story).isEqualTo(written(former.ack()));
            assertThat(next.remoteCseq()).as(story).isEqualTo(former.remoteCseq());
            assertThat(next.isConfirmed()).as(story).isEqualTo(former.isConfirmed());
            assertThat(next.domain()).as(story).isEqualTo(former.domain());
        }
    }

    @Test
    void aSnapshotIsReadAsItWasWritten() {
        for (int trial = 0; trial < Trials.stories(); trial++) {
            DialogSnapshot kept = anyDialog().snapshot();
            assertThat(DialogJson.read(new JsonObject(DialogJson.write(kept).encode())))
                    .as("seed %d, trial %d", seed, trial)
                    .isEqualTo(kept);
        }
    }

    /** The peer's BYE finds the dialog of the next process by its tags. */
    @Test
    void aRequestOfThePeerFindsTheDialogThatIsMadeAgain() {
        Dialog former = Dialog.ofClient(invite(), answer(invite(), 200), "ncg");
        var table = new DialogTable<String>();
        table.add(Dialog.of(former.snapshot()), "the call");

        SipRequest bye = SipRequest.builder("BYE", former.local().uri())
                .via(new Via("UDP", "192.0.2.1", 7100, Map.of()))
                .from(former.remote())
                .to(former.local())
                .callId(former.callId())
                .cseq(7)
                .build();

        assertThat(table.find(bye, Set.of("ncg"))).contains("the call");
        assertThat(table.find(bye, Set.of("another"))).isEmpty();
    }

    private static String written(SipRequest request) {
        return new String(SipWriter.write(request), StandardCharsets.UTF_8);
    }

    private Dialog anyDialog() {
        SipRequest invite = invite();
        Dialog dialog = Dialog.ofClient(invite, text());
        if (random.nextBoolean()) {
            dialog.early(answer(invite, 183));
        }
        if (random.nextInt(4) > 0) {
            dialog.confirm(invite, answer(invite, 200));
            for (int i = random.nextInt(5); i > 0; i--) {
                dialog.request("INFO");
            }
            if (random.nextBoolean()) {
                dialog.noteRemote(
                        invite.toBuilder().cseq(random.nextInt(1 << 30)).build());
            }
        }
        return dialog;
    }

    private SipRequest invite() {
        return SipRequest.builder("INVITE", uri())
                .via(new Via("UDP", "198.51.100.2", 7100, Map.of()))
                .from(address().withTag(text()))
                .to(address())
                .callId(text())
                .cseq(1 + random.nextInt(1 << 30))
                .contact(address())
                .build();
    }

    private SipResponse answer(SipRequest invite, int status) {
        SipResponse.Builder answer = SipResponse.to(invite, status).contact(address());
        if (random.nextInt(5) > 0) {
            answer.toTag(text());
        }
        List<String> routes = new ArrayList<>();
        for (int i = random.nextInt(3); i > 0; i--) {
            routes.add(NameAddr.of(uri().withParam("lr", "")).toString());
        }
        routes.forEach(route -> answer.header("Record-Route", route));
        return answer.build();
    }

    private NameAddr address() {
        return new NameAddr(uri(), params());
    }

    private SipUri uri() {
        return new SipUri(
                random.nextInt(8) == 0 ? "sips" : "sip",
                random.nextInt(8) == 0 ? "" : text(),
                random.nextBoolean() ? "[2001:db8::" + random.nextInt(9_999) + "]" : "192.0.2." + random.nextInt(255),
                random.nextBoolean() ? -1 : 1 + random.nextInt(65_535),
                params());
    }

    private Map<String, String> params() {
        var params = new LinkedHashMap<String, String>();
        for (int i = random.nextInt(3); i > 0; i--) {
            params.put("p" + text(), random.nextBoolean() ? "" : text());
        }
        return params;
    }

    private String text() {
        return Long.toString(random.nextLong(1L << 50), 36);
    }
}
