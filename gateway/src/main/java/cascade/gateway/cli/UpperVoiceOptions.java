package cascade.gateway.cli;

import cascade.gateway.gb.DeviceId;
import java.util.ArrayList;
import java.util.List;
import picocli.CommandLine.Option;

/** Command line options of what a simulated upper says to its lowers' devices. */
final class UpperVoiceOptions {

    @Option(
            names = "--talk",
            paramLabel = "ID",
            split = ",",
            description = "talk to these devices, s=Talk: a tone of 1 kHz there, one of 440 Hz back")
    List<String> talks = new ArrayList<>();

    @Option(
            names = "--broadcast",
            paramLabel = "ID",
            split = ",",
            description = "announce a broadcast to these devices, and say a tone of 1 kHz to each whose lower calls")
    List<String> broadcasts = new ArrayList<>();

    void check(OptionRules rules) {
        check(rules, "--talk", talks);
        check(rules, "--broadcast", broadcasts);
    }

    private static void check(OptionRules rules, String option, List<String> ids) {
        for (String id : ids) {
            rules.require(
                    DeviceId.tryParse(id).isPresent(),
                    option + ": '" + id + "' is no device id (expected: 1 to 64 letters, digits, - or _)");
        }
    }
}
