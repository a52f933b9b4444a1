package cascade.gateway.sip;

/** Decides per datagram whether the transport lets it pass: how tests and simulators lose packets on purpose. */
@FunctionalInterface
public interface DatagramFilter {

    DatagramFilter ALL_PASS = outgoing -> true;

    /** Called on the control loop for each UDP datagram; false loses it. */
    boolean passes(boolean outgoing);
}
