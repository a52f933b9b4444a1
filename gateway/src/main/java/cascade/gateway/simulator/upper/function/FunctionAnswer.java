package cascade.gateway.simulator.upper.function;

import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceInfoResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceStatusResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import cascade.gateway.gb.manscdp.XmlNode;
import java.time.Duration;
import java.util.List;
import java.util.Optional;

/**
 * Answer to a request for a function.
 *
 * @param parts in the order of their arrival; none where the function has no answer but the 200
 * @param items of their lists, each once
 * @param took from the request to the last part, or to the 200
 */
public record FunctionAnswer(List<ManscdpMessage> parts, List<XmlNode> items, Duration took) {

    public FunctionAnswer {
        parts = List.copyOf(parts);
        items = List.copyOf(items);
    }

    /** Whether a part says Result ERROR. */
    public boolean isError() {
        return parts.stream().anyMatch(FunctionAnswer::isError);
    }

    static boolean isError(ManscdpMessage part) {
        Optional<String> result = switch (part) {
            case DeviceInfoResponse info -> info.result();
            case DeviceStatusResponse status -> status.result();
            case Other other -> other.tree().childText("Result");
            default -> Optional.empty();
        };
        return result.filter("ERROR"::equalsIgnoreCase).isPresent();
    }

    /** The text of an element of the first part that has it. */
    public Optional<String> text(String element) {
        return parts.stream()
                .filter(Other.class::isInstance)
                .map(Other.class::cast)
                .flatMap(part -> part.tree().childText(element).stream())
                .findFirst();
    }
}
