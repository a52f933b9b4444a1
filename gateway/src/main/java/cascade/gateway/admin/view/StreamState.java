package cascade.gateway.admin.view;

import cascade.monitoring.Label;

/** State of a stream. */
public enum StreamState implements Label {
    /** The lower has not answered yet. */
    STARTING,
    /** The lower has answered; there is a viewer. */
    RUNNING,
    /** The last viewer has left, the next may still come. */
    LINGERING,
    /** BYE is on its way. */
    ENDING
}
