package cascade.gateway.domain;

import cascade.gateway.domain.peer.SipSide;
import cascade.gateway.sip.ListeningPoint;
import cascade.gateway.sip.MessageSecurity;
import cascade.gateway.sip.SipPeer;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.transaction.ClientTransaction;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.testkit.sip.FakeClientTransaction;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Keeps what is sent; the test answers. */
public final class FakeSip implements SipSide {

    public final List<FakeClientTransaction> sent = new ArrayList<>();
    /** The TCP connections that are open. */
    public final Set<SipPeer> connected = new HashSet<>();

    private int tokens;

    @Override
    public FakeClientTransaction send(
            SipRequest request, SipPeer peer, Optional<Duration> timeout, MessageSecurity security) {
        var transaction = new FakeClientTransaction(request, peer, timeout);
        sent.add(transaction);
        return transaction;
    }

    @Override
    public ClientTransaction resume(
            SipRequest sent, SipPeer peer, Optional<String> answeredTag, MessageSecurity security) {
        throw new AssertionError("no former process");
    }

    @Override
    public ServerTransaction resume(SipRequest received, SipPeer source, String localTag) {
        throw new AssertionError("no former process");
    }

    @Override
    public ListeningPoint listeningPoint(String network) {
        return DomainLab.point("10.69.91.7");
    }

    @Override
    public boolean isConnected(SipPeer peer) {
        return connected.contains(peer);
    }

    @Override
    public String newToken() {
        return "token" + ++tokens;
    }

    public FakeClientTransaction last() {
        return sent.getLast();
    }

    public List<FakeClientTransaction> sent(String method) {
        return sent.stream().filter(each -> each.request().is(method)).toList();
    }
}
