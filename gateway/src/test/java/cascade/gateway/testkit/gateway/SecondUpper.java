package cascade.gateway.testkit.gateway;

import static org.awaitility.Awaitility.await;

import cascade.gateway.sip.message.NameAddr;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.sip.ScriptedPeer;

/** Second upper of a {@link ScriptedCascade}, domain {@code harbour}, scripted as the first is. */
public final class SecondUpper implements AutoCloseable {

    public static final String ID = "37290000000000000000";

    private static final int HOST = 11;

    public final ScriptedPeer peer;
    private final ScriptedCascade cascade;
    private final String host;

    /** @param cascade whose configuration has {@link #config} in it */
    public SecondUpper(ScriptedCascade cascade) {
        this.cascade = cascade;
        host = cascade.net.host(HOST);
        peer = new ScriptedPeer(host, ScriptedCascade.PORT, cascade.cityHost, ScriptedCascade.PORT);
    }

    /** Its domain, which is shown everything; {@code more} are further keys of it. */
    public static String config(LoopbackSubnet net, String more) {
        return """
                domains.harbour {
                  role = upper, network = city, profile = hikvision-ncg
                  device-id = "%s", hosts = ["%s:%d"], share = [{ from = ncg }]
                  %s
                }
                """.formatted(ID, net.host(HOST), ScriptedCascade.PORT, more);
    }

    public SecondUpper answersRegister() {
        SipRequest register = peer.expectsRequest("REGISTER");
        peer.answers(
                register,
                200,
                ok -> ok.contact(register.contact().orElseThrow()).header("Expires", "7200"));
        return this;
    }

    /** Both uppers have the gateway registered, and the lower is there. */
    public void bothUp() {
        answersRegister();
        cascade.up();
        await().until(() -> cascade.gateway.isOnline("harbour"));
    }

    public SipRequest.Builder message(String method, String callId) {
        SipUri gateway = SipUri.of(ScriptedCascade.LOWER_ID, cascade.cityHost, ScriptedCascade.PORT);
        return SipRequest.builder(method, gateway)
                .via(ScriptedCascade.via(host))
                .from(NameAddr.tagged(SipUri.of(ID, host, ScriptedCascade.PORT), "9"))
                .to(NameAddr.of(gateway))
                .callId(callId)
                .cseq(20)
                .header("Max-Forwards", "70");
    }

    @Override
    public void close() {
        peer.close();
    }
}
