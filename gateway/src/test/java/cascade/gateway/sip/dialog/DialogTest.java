package cascade.gateway.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.message.Via;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** A dialog's life on the UAC side: early, confirmed, forked, refreshed; and where its requests are routed. */
class DialogTest {

    private static final SipUri CHANNEL = SipUri.of("37280601411319001158", "192.0.2.1", 7100);
    private static final SipUri OURS = SipUri.of("37280000000000000000", "198.51.100.2", 7100);
    private static final SipUri THEIRS = SipUri.of("37280600000000000000", "192.0.2.1", 7100);

    private final SipRequest invite = SipRequest.builder("INVITE", CHANNEL)
            .via(new Via("UDP", "198.51.100.2", 7100, Map.of()))
            .from(NameAddr.tagged(OURS, "ours"))
            .to(NameAddr.of(CHANNEL))
            .callId("c")
            .cseq(20)
            .contact(NameAddr.of(OURS))
            .build();

    private final Dialog dialog = Dialog.ofClient(invite, "ncg");

    private SipResponse.Builder answer(int status, String tag) {
        return SipResponse.to(invite, status).toTag(tag).contact(NameAddr.of(THEIRS));
    }

    @Test
    void beforeAnyResponseItHasNoRemoteTag() {
        assertThat(dialog.isConfirmed()).isFalse();
        assertThat(dialog.remoteTag()).isEmpty();
        assertThat(dialog.remoteTarget()).isEqualTo(CHANNEL);
        assertThat(dialog.localTag()).contains("ours");
    }

    @Test
    void a1xxWithATagMakesItEarlyAndA2xxConfirmsIt() {
        dialog.early(SipResponse.to(invite, 100).build());
        assertThat(dialog.remoteTag()).isEmpty();
        dialog.early(answer(183, "one").build());
        assertThat(dialog.remoteTag()).contains("one");
        assertThat(dialog.remoteTarget()).isEqualTo(THEIRS);
        assertThat(dialog.isConfirmed()).isFalse();

        assertThat(dialog.confirm(invite, answer(200, "one").build())).isSameAs(dialog);
        assertThat(dialog.isConfirmed()).isTrue();
        assertThat(dialog.ack().cseq().number()).isEqualTo(20);
    }

    @Test
    void theFirst2xxDecidesWhateverTagA1xxHad() {
        dialog.early(answer(183, "one").build());
        assertThat(dialog.confirm(invite, answer(200, "two").build())).isSameAs(dialog);
        assertThat(dialog.remoteTag()).contains("two");
        dialog.early(answer(183, "one").build());
        assertThat(dialog.remoteTag()).contains("two");
    }

    @Test
    void aForked2xxIsAnotherDialogOfTheSameCall() {
        dialog.confirm(invite, answer(200, "one").build());
        dialog.request("INFO");

        Dialog fork = dialog.confirm(invite, answer(200, "two").build());

        assertThat(fork).isNotSameAs(dialog);
        assertThat(fork.callId()).isEqualTo("c");
        assertThat(fork.remoteTag()).contains("two");
        assertThat(fork.domain()).isEqualTo("ncg");
        assertThat(fork.ack().cseq().number()).isEqualTo(20);
        assertThat(dialog.remoteTag()).contains("one");
        assertThat(dialog.confirm(invite, answer(200, "one").build()))
                .as("repeated")
                .isSameAs(dialog);
    }

    @Test
    void aChallengeHasUsedUpACseqNumber() {
        SipRequest sentAgain = invite.toBuilder().cseq(21).build();
        dialog.confirm(sentAgain, answer(200, "one").build());
        assertThat(dialog.ack().cseq().number()).isEqualTo(21);
        assertThat(dialog.request("BYE").build().cseq().number()).isEqualTo(22);
    }

    @Test
    void aReInviteMovesTheRemoteTargetAndHasAnAckOfItsOwn() {
        dialog.confirm(
                invite, answer(200, "one").header("Record-Route", "<sip:p1;lr>").build());
        SipUri moved = SipUri.of("37280600000000000000", "192.0.2.9", 7100);

        SipRequest again = dialog.request("INVITE").build();
        dialog.refresh(SipResponse.to(again, 200).contact(NameAddr.of(moved)).build());

        assertThat(dialog.remoteTarget()).isEqualTo(moved);
        assertThat(dialog.ack(again).cseq().number()).isEqualTo(21);
        assertThat(dialog.ack(again).uri()).isEqualTo(moved);
        assertThat(dialog.ack(again).headers().all("Route"))
                .as("the route set stays")
                .containsExactly("<sip:p1;lr>");
    }

    @Test
    void aRouteSetIsReadFromSeveralHeadersAndFromLists() {
        dialog.confirm(
                invite,
                answer(200, "one")
                        .header("Record-Route", "<sip:p1;lr>, <sip:p2;lr>")
                        .header("Record-Route", "<sip:p3;lr>")
                        .build());
        assertThat(dialog.request("BYE").build().headers().all("Route"))
                .containsExactly("<sip:p3;lr>", "<sip:p2;lr>", "<sip:p1;lr>");
    }

    /** Field case F40: RFC 3261 section 12.2.1.1. */
    @Test
    @FieldReport("F40")
    void aStrictRouterStandsInTheRequestLineAndTheRemoteTargetLastInRoute() {
        dialog.confirm(
                invite,
                answer(200, "one")
                        .header("Record-Route", "<sip:p2;lr>")
                        .header("Record-Route", "<sip:198.51.100.2:7100>")
                        .build());
        SipRequest bye = dialog.request("BYE").build();
        assertThat(bye.uri()).hasToString("sip:198.51.100.2:7100");
        assertThat(bye.headers().all("Route"))
                .containsExactly("<sip:p2;lr>", "<sip:37280600000000000000@192.0.2.1:7100>");
    }
}
