package cascade.gateway.simulator.function;

/** Form of the answer that a function of a lower platform has. */
public enum AnswerForm {
    /** None but the SIP response to the request. */
    NONE,
    /** One Response. */
    ONE,
    /** A list, in one Response or more of one SN (多响应消息传输). */
    PARTS,
    /** NOTIFYs, for as long as the subscription lasts. */
    EVENTS
}
