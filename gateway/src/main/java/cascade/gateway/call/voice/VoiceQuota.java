package cascade.gateway.call.voice;

import cascade.gateway.call.session.CallRejection;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;

/** Admission of broadcasts beside the other calls: whether any are taken, route, and the limits that all calls share. Control loop only. */
public interface VoiceQuota {

    /** Refuses any new one, where the gateway drains or stops. */
    void checkOpen() throws CallRejection;

    /** Refuses one more call from that upper to that lower, where it may not be. */
    void check(UpperDomain upper, LowerDomain lower) throws CallRejection;

    void opened(UpperDomain upper, LowerDomain lower);

    /** Once for each {@link #opened}. */
    void closed(UpperDomain upper, LowerDomain lower);
}
