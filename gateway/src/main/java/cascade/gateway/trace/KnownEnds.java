package cascade.gateway.trace;

import cascade.gateway.sip.SipPeer;
import java.util.HashMap;
import java.util.Map;

/** One object for each address that messages come from and go to, where every datagram brings one of its own. Control loop only. */
final class KnownEnds {

    /** More are strangers', which come and go. */
    private static final int MOST = 4096;

    private final Map<SipPeer, SipPeer> known = new HashMap<>();

    SipPeer same(SipPeer end) {
        if (known.size() >= MOST) {
            known.clear();
        }
        return known.computeIfAbsent(end, first -> first);
    }
}
