package cascade.gateway.sip.dialog;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.sip.message.SipUri;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Finding the dialog of a request, as the RFC says and as products do it. */
class DialogTableTest {

    private static final SipUri UPPER = SipUri.of("37280000000000000000", "10.69.80.187", 7100);
    private static final SipUri CHANNEL = SipUri.of("37280601411319001158", "10.69.91.7", 7100);
    private static final Set<String> LOWER = Set.of("ncg");

    private final DialogTable<String> table = new DialogTable<>();

    private static SipRequest invite(String callId) {
        return SipRequest.builder("INVITE", CHANNEL)
                .via(new cascade.gateway.sip.message.Via("UDP", "10.69.80.187", 7100, Map.of()))
                .from(NameAddr.tagged(UPPER, "ours"))
                .to(NameAddr.of(CHANNEL))
                .callId(callId)
                .cseq(20)
                .contact(NameAddr.of(UPPER))
                .build();
    }

    /** The dialog of our INVITE with that answer. */
    private static Dialog dialog(String callId, String theirTag, String contact) {
        SipRequest invite = invite(callId);
        SipResponse ok = SipResponse.to(invite, 200)
                .toTag(theirTag)
                .contact(NameAddr.of(SipUri.ofAuthority("37280600000000000000", contact)))
                .header("Record-Route", "<sip:p1;lr>")
                .header("Record-Route", "<sip:p2;lr>")
                .build();
        return Dialog.ofClient(invite, ok, "ncg");
    }

    private static SipRequest bye(String callId, String fromTag, String toTag) {
        NameAddr from = NameAddr.of(CHANNEL);
        NameAddr to = NameAddr.of(UPPER);
        return SipRequest.builder("BYE", UPPER)
                .from(fromTag.isEmpty() ? from : from.withTag(fromTag))
                .to(toTag.isEmpty() ? to : to.withTag(toTag))
                .callId(callId)
                .cseq(7)
                .build();
    }

    @ParameterizedTest
    @CsvSource({
        "theirs,ours", // by the RFC
        "ours,theirs", // as the INVITE had them, 2016 edition
        "'',''", // WVP towards its upper
        "theirs,''",
        "'',ours",
        "new,other" // changed on the way
    })
    void aByeFindsTheOnlyDialogOfItsCallWhateverItsTags(String fromTag, String toTag) {
        table.add(dialog("c", "theirs", "10.69.91.7:7100"), "viewer");
        assertThat(table.find(bye("c", fromTag, toTag), LOWER)).contains("viewer");
    }

    @Test
    void tagsDecideWhereOneCallHasTwoDialogs() {
        table.add(dialog("c", "first", "10.69.91.7:7100"), "one");
        table.add(dialog("c", "second", "10.69.91.7:7100"), "two");
        assertThat(table.find(bye("c", "second", "ours"), LOWER)).contains("two");
        assertThat(table.find(bye("c", "ours", "first"), LOWER)).contains("one");
        assertThat(table.find(bye("c", "", ""), LOWER)).isEmpty();
        assertThat(table.find(bye("c", "third", "ours"), LOWER)).isEmpty();
    }

    @Test
    @FieldReport(value = "F17", part = "another domain is no other host")
    void theCallIdOfAnotherPeerFindsNothing() {
        table.add(dialog("c", "theirs", "10.69.91.7:7100"), "viewer");
        assertThat(table.find(bye("c", "theirs", "ours"), Set.of("ipc"))).isEmpty();
        assertThat(table.find(bye("c", "theirs", "ours"), Set.of())).isEmpty();
        assertThat(table.find(bye("d", "theirs", "ours"), LOWER)).isEmpty();
    }

    @Test
    void anAddressThatSeveralDomainsShareSpeaksForEachOfThem() {
        table.add(dialog("c", "theirs", "10.69.91.7:7100"), "viewer");
        assertThat(table.find(bye("c", "theirs", "ours"), Set.of("ipc", "ncg"))).contains("viewer");
    }

    @Test
    void aByeFindsTheDialogOfAnInviteThatIsNotAnsweredYet() {
        table.add(Dialog.ofClient(invite("c"), "ncg"), "viewer");
        table.add(Dialog.ofClient(invite("other"), "ncg"), "another viewer");
        assertThat(table.find(bye("c", "theirs", "ours"), LOWER)).contains("viewer");
    }

    @Test
    void aRemovedDialogIsNotFoundAndLeavesNothing() {
        Dialog one = dialog("c", "first", "10.69.91.7:7100");
        Dialog two = dialog("c", "second", "10.69.91.7:7100");
        table.add(one, "one");
        table.add(two, "two");
        table.remove(one);
        assertThat(table.owners()).containsExactly("two");
        assertThat(table.find(bye("c", "", ""), LOWER)).contains("two");
        table.remove(two);
        table.remove(two);
        assertThat(table.size()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"127.0.0.1:9", "192.168.64.3:41073", "10.69.80.187:7100"})
    void aContactThatPointsNowhereOrToOurselvesIsWrittenButNotFollowed(String contact) {
        Dialog dialog = dialog("c", "theirs", contact);
        assertThat(dialog.domain()).isEqualTo("ncg");
        assertThat(dialog.ack().uri()).isEqualTo(SipUri.ofAuthority("37280600000000000000", contact));
    }

    @Test
    void requestsInADialogCountUpAndTheAckKeepsTheInvitesNumber() {
        Dialog dialog = dialog("c", "theirs", "10.69.91.7:7100");
        assertThat(dialog.ack().cseq().number()).isEqualTo(20);
        assertThat(dialog.request("INFO").build().cseq().number()).isEqualTo(21);
        SipRequest bye = dialog.request("BYE").build();
        assertThat(bye.cseq().number()).isEqualTo(22);
        assertThat(dialog.ack().cseq().number()).isEqualTo(20);
        assertThat(bye.from().tag()).contains("ours");
        assertThat(bye.to().tag()).contains("theirs");
        assertThat(bye.headers().all("Route")).containsExactly("<sip:p2;lr>", "<sip:p1;lr>");
    }

    @Test
    @FieldReport(value = "load 19", part = "CSeq of other requests is free by design, since platforms count back")
    void thePeersCSeqMayStartAnywhereAndGoBack() {
        Dialog dialog = dialog("c", "theirs", "10.69.91.7:7100");
        assertThat(dialog.remoteCseq()).isEqualTo(-1);
        SipRequest seventh = bye("c", "theirs", "ours");
        assertThat(dialog.isInOrder(seventh)).isTrue();
        dialog.noteRemote(seventh);
        assertThat(dialog.remoteCseq()).isEqualTo(7);
        assertThat(dialog.isInOrder(seventh)).as("its repetition").isFalse();
        SipRequest sixth = seventh.toBuilder().cseq(6).build();
        assertThat(dialog.isInOrder(sixth)).isFalse();
        dialog.noteRemote(sixth);
        assertThat(dialog.remoteCseq()).isEqualTo(6);
    }

    @Test
    void anAnswerWithoutContactIsReachedAtTheUriOfTheInvite() {
        SipRequest invite = invite("c");
        SipResponse ok = SipResponse.to(invite, 200).toTag("t").build();
        assertThat(Dialog.ofClient(invite, ok, "ncg").remoteTarget()).isEqualTo(CHANNEL);
    }
}
