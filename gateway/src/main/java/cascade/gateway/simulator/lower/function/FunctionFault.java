package cascade.gateway.simulator.lower.function;

import cascade.gateway.simulator.function.AnswerForm;
import cascade.gateway.simulator.function.DeviceFunction;
import java.time.Duration;

/** Fault of a function of a simulated lower platform. A subscription's answer is its NOTIFYs. */
public sealed interface FunctionFault {

    /** Whether the function can have it: what has no answer cannot answer late. */
    default boolean suits(DeviceFunction function) {
        AnswerForm form = function.form();
        return switch (this) {
            case None _, Deaf _, Refuses _ -> true;
            case Silent _, Late _, Duplicate _, WrongCallId _ -> form != AnswerForm.NONE;
            case WrongSn _ -> form == AnswerForm.ONE || form == AnswerForm.PARTS;
            case TwoParts _ -> form == AnswerForm.PARTS || form == AnswerForm.EVENTS;
        };
    }

    /** Well-behaved. */
    record None() implements FunctionFault {}

    /** Not even the request has a SIP response. */
    record Deaf() implements FunctionFault {}

    /** The request is taken with 200, and nothing follows. */
    record Silent() implements FunctionFault {}

    /** The answer comes that long after it should. */
    record Late(Duration delay) implements FunctionFault {
        public Late {
            if (!delay.isPositive()) {
                throw new IllegalArgumentException("delay: " + delay + " (expected: above zero)");
            }
        }
    }

    /** Each part of the answer comes twice, in two transactions. */
    record Duplicate() implements FunctionFault {}

    /** The answer has an SN that nobody chose. */
    record WrongSn() implements FunctionFault {}

    /** The answer has the request's Call-ID, as if MESSAGE made a dialog; a NOTIFY one that belongs to no subscription. */
    record WrongCallId() implements FunctionFault {}

    /** The request is answered with this SIP status. */
    record Refuses(int status) implements FunctionFault {
        public Refuses {
            if (status < 300 || status > 699) {
                throw new IllegalArgumentException("status: " + status + " (expected: 300 to 699)");
            }
        }
    }

    /** Two parts of the answer come, and nothing more. */
    record TwoParts() implements FunctionFault {}
}
