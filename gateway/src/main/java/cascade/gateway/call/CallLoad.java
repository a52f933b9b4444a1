package cascade.gateway.call;

import cascade.gateway.call.record.LimitUse;
import cascade.gateway.domain.LowerDomain;
import cascade.gateway.domain.UpperDomain;
import java.util.List;

/** Load of calls at this moment, broadcasts among them, and what one more would be limited by. Control loop only. */
public interface CallLoad {

    /** Calls of all uppers. */
    int viewers();

    /** Streams from all lowers, and broadcasts to them. */
    int streams();

    /** Calls of that upper. */
    int viewersOf(UpperDomain upper);

    /** Streams from that lower, and broadcasts to it. */
    int streamsOf(LowerDomain lower);

    /**
     * What one more call from that upper to that lower would be limited by, in the order in which it is checked.
     *
     * @param needsStream whether the lower would have to be asked for one more
     */
    List<LimitUse> limits(UpperDomain upper, LowerDomain lower, boolean needsStream);
}
