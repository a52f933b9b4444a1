package cascade.gateway.command;

import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.testkit.sip.Manscdp;
import java.util.List;

/**
 * Command of each kind that the gateway relays, as an upper writes it and a lower answers it, for trials that drive all of them.
 *
 * @param own what stands between DeviceID and the end
 * @param answer the same of the lower's Response; empty where none belongs to it
 */
public record SampleCommand(String label, String root, String cmdType, String own, String answer) {

    /** One of each row of the command table. */
    public static List<SampleCommand> all() {
        return CommandTable.all().stream().map(SampleCommand::of).toList();
    }

    private static SampleCommand of(CommandRow row) {
        return new SampleCommand(
                row.label(),
                row.root().element(),
                row.cmdType(),
                CommandSamples.of(row),
                row.reply() == Reply.NONE ? "" : CommandSamples.answer(row));
    }

    public boolean isAnswered() {
        return !answer.isEmpty();
    }

    /** Whether a message is one of these. */
    public boolean isMeantBy(ManscdpMessage message) {
        return CommandTable.of(message).label().equals(label);
    }

    /** The document with one more element, by which an answer is known. */
    public String command(long sn, String device, String more) {
        return Manscdp.document(root, cmdType, sn, device, own + more);
    }

    /** @param more likewise */
    public String response(long sn, String device, String more) {
        return Manscdp.document("Response", cmdType, sn, device, answer.replace("CHANNEL", device) + more);
    }

    public String error(long sn, String device, String more) {
        return Manscdp.document("Response", cmdType, sn, device, "<Result>ERROR</Result>" + more);
    }
}
