package cascade.gateway.command;

import cascade.gateway.domain.LowerDomain;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceInfoResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.DeviceStatusResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.Other;
import java.util.Optional;

/** Fields of messages that the relay looks at. */
final class MessageFields {

    private MessageFields() {}

    /** Result of a Response: OK or ERROR. */
    static Optional<String> result(ManscdpMessage response) {
        return switch (response) {
            case DeviceInfoResponse info -> info.result();
            case DeviceStatusResponse status -> status.result();
            default -> text(response, "Result");
        };
    }

    /** Whether a Response says that the command failed. */
    static boolean isError(ManscdpMessage response) {
        return result(response).filter("ERROR"::equalsIgnoreCase).isPresent();
    }

    /** How a command ended that was answered so. */
    static CommandResult resultOf(ManscdpMessage response) {
        return isError(response) ? CommandResult.ERROR : CommandResult.OK;
    }

    /** CmdType as it was written: who asks by PersetQuery looks for it in the answer. */
    static String askedName(ManscdpMessage request) {
        return text(request, "CmdType").filter(name -> !name.isEmpty()).orElse(request.cmdType());
    }

    /** CmdType as the lower spells it, where its profile knows. */
    static Optional<String> nameBelow(ManscdpMessage request, LowerDomain lower) {
        return request.cmdType().equals("PresetQuery")
                ? Optional.of(
                        switch (lower.config().profile().presetQueryName()) {
                            case PRESET_QUERY -> "PresetQuery";
                            case PERSET_QUERY -> "PersetQuery";
                        })
                : Optional.empty();
    }

    static Optional<String> text(ManscdpMessage message, String element) {
        return message instanceof Other other ? other.tree().childText(element).map(String::strip) : Optional.empty();
    }

    /** Session of an upgrade or of snapshots, in the command that begins it (GB/T 28181-2022 A.2.3). */
    static Optional<String> sessionId(ManscdpMessage message) {
        if (!(message instanceof Other other)) {
            return Optional.empty();
        }
        return other.tree().children().stream()
                .flatMap(child -> child.childText("SessionID").stream())
                .map(String::strip)
                .findFirst();
    }
}
