package cascade.gateway.assembly.metering;

import cascade.config.GatewayConfig;
import cascade.gateway.assembly.view.Labels;
import cascade.gateway.call.probe.OpeningResult;
import cascade.gateway.catalog.quality.QualityRule;
import cascade.gateway.command.CommandResult;
import cascade.gateway.domain.identify.RejectReason;
import cascade.gateway.gb.manscdp.ManscdpException;
import cascade.gateway.media.DropReason;
import cascade.gateway.media.rtp.RtcpType;
import cascade.gateway.sip.message.Refusal;
import cascade.gateway.sip.message.Repair;
import cascade.gateway.store.RecordKind;
import cascade.gateway.store.journal.StoreObserver;
import cascade.monitoring.CallCause;
import cascade.monitoring.CallSide;
import cascade.monitoring.CatalogResult;
import cascade.monitoring.Direction;
import cascade.monitoring.Label;
import cascade.monitoring.LimitKind;
import cascade.monitoring.LogLevel;
import cascade.monitoring.MediaFault;
import cascade.monitoring.MeterName;
import cascade.monitoring.OrphanKind;
import cascade.monitoring.PortState;
import cascade.monitoring.RegistrationResult;
import cascade.monitoring.ReloadResult;
import cascade.monitoring.Role;
import cascade.monitoring.SignInResult;
import cascade.monitoring.SocketKind;
import cascade.monitoring.StreamKind;
import java.io.IOException;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Values that a label of a meter can have.
 *
 * @param words a closed list
 * @param described what else it can be, in Markdown, empty where the list is all
 * @param pattern of that
 */
record LabelValues(List<String> words, String described, Pattern pattern) {

    private static final Pattern NOTHING = Pattern.compile("(?!)");
    private static final Pattern NAME = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_-]*");
    private static final String CONFIGURED = "a configured domain";

    /** Whether a label may have it on the page of a gateway with that configuration. */
    boolean allow(String value, GatewayConfig config) {
        boolean configured = config.uppers().containsKey(value)
                || config.lowers().containsKey(value)
                || config.networks().containsKey(value);
        return words.contains(value)
                || (pattern == NAME ? configured : pattern.matcher(value).matches());
    }

    static LabelValues of(MeterName meter, String label) throws IOException {
        return switch (label) {
            case "domain" -> domain(meter);
            case "role" -> labels(Role.values());
            case "direction" -> labels(Direction.values());
            case "side" -> labels(CallSide.values());
            case "cause" -> labels(CallCause.values());
            case "network" -> named("a name under `gateway.networks`");
            case "socket" -> labels(SocketKind.values());
            case "state" -> meter == MeterName.PATROL_CHANNELS ? words("picture failing") : labels(PortState.values());
            case "source" -> words("viewer patrol");
            case "level" -> labels(LogLevel.values());
            case "rule" -> labels(QualityRule.values());
            case "type" -> words(Stream.of(RtcpType.values()).map(Labels::of));
            case "reason" -> reason(meter);
            case "method" ->
                words("REGISTER MESSAGE INVITE ACK BYE CANCEL INFO SUBSCRIBE NOTIFY OPTIONS PRACK UPDATE REFER PUBLISH"
                        + " other");
            case "status" -> meter == MeterName.CHANNELS ? words("on off") : sipStatus();
            case "command" -> matching("a command of [the table](commands.md), or `other`", "[A-Za-z]+");
            case "loop" -> new LabelValues(List.of("control"), "`media-0` ...", Pattern.compile("media-\\d{1,3}"));
            case "edition" -> words("2011 2016 2022 other unknown");
            case "gear" -> words("epoll nio");
            case "version", "java" -> matching("text", "(?!\\d{20})[\\w.+-]{1,40}");
            case "kind" -> kind(meter);
            case "result" -> result(meter);
            default -> throw new AssertionError("label " + label + " of " + meter + " is not known to this page");
        };
    }

    private static LabelValues domain(MeterName meter) {
        return switch (meter) {
            case LIMIT, LIMIT_USED -> new LabelValues(List.of(""), CONFIGURED + ", or empty: the gateway", NAME);
            case SIP_MESSAGES,
                    SIP_RETRANSMISSIONS,
                    SIP_REPAIRS,
                    SIP_REJECTED,
                    SIP_TRANSACTION,
                    RTP_FOREIGN_PACKETS,
                    RTP_DROPPED_PACKETS -> new LabelValues(List.of("unknown"), CONFIGURED + ", or `unknown`", NAME);
            default -> named(CONFIGURED);
        };
    }

    private static LabelValues reason(MeterName meter) {
        if (meter == MeterName.STORE_DISCARDED) {
            return words(Stream.of(StoreObserver.Discard.values()).map(Labels::of));
        }
        return words(Stream.concat(
                Stream.of(DropReason.values())
                        .filter(reason -> !reason.isForeign())
                        .map(Labels::of),
                Stream.of("send-failed")));
    }

    private static LabelValues sipStatus() {
        return matching(
                "empty for a request; a code; `4xx` where nobody registered the code; `other`",
                "|[1-6]\\d\\d|[1-6]xx|other");
    }

    private static LabelValues kind(MeterName meter) throws IOException {
        return switch (meter) {
            case SIP_RETRANSMISSIONS -> words("request response ack received");
            case SIP_REPAIRS ->
                words(Stream.of(
                                Stream.of("sdp-line", "xml-keepalive"),
                                Stream.of(Repair.values()).map(Repair::label),
                                Stream.of(cascade.gateway.gb.manscdp.Repair.values())
                                        .map(repair -> "xml-" + Labels.of(repair)))
                        .flatMap(each -> each));
            case SIP_REJECTED -> rejected();
            case STREAMS, VIEWERS, CALLS, CALL_SETUP -> labels(StreamKind.values());
            case LIMIT, LIMIT_USED -> labels(LimitKind.values());
            case MEDIA_FAULTS -> labels(MediaFault.values());
            case ORPHANS -> labels(OrphanKind.values());
            case SUBSCRIPTIONS -> words("catalog alarm position ptz");
            case STORE_RECORDS -> words(Stream.of(RecordKind.values()).map(RecordKind::label));
            default -> throw new AssertionError("kinds of " + meter + " are not known to this page");
        };
    }

    private static LabelValues rejected() throws IOException {
        Stream<String> words = Stream.of(
                        SourceWords.rejected().stream(),
                        Stream.of(RejectReason.values()).map(RejectReason::label),
                        Stream.of(Refusal.values()).map(Refusal::label),
                        Stream.of(ManscdpException.Kind.values()).map(kind -> "xml-" + kind.code()))
                .flatMap(each -> each);
        return new LabelValues(
                words.distinct().sorted().toList(),
                "`status-` and the code of the refusal",
                Pattern.compile("status-[3-6]\\d\\d"));
    }

    private static LabelValues result(MeterName meter) throws IOException {
        return switch (meter) {
            case DOMAIN_REGISTRATIONS -> labels(RegistrationResult.values());
            case CATALOG_ITEMS -> labels(CatalogResult.values());
            case CATALOG_QUERIES -> words(SourceWords.constants("catalog/collect/QueryOutcome.java").stream());
            case COMMANDS -> words(Stream.of(CommandResult.values()).map(CommandResult::label));
            case CONFIG_RELOADS -> labels(ReloadResult.values());
            case SIGN_INS -> labels(SignInResult.values());
            case OPENINGS -> labels(OpeningResult.values());
            case HEP_PACKETS -> words("sent dropped");
            case CALLS_RESTORED -> words("running ended");
            case SOCKETS_TAKEN_OVER -> words("taken unneeded");
            case STORE_COMPACTIONS -> words("succeeded failed");
            default -> throw new AssertionError("results of " + meter + " are not known to this page");
        };
    }

    private static LabelValues labels(Label... constants) {
        return words(Stream.of(constants).map(Label::label));
    }

    private static LabelValues words(String words) {
        return words(Stream.of(words.split(" ")));
    }

    private static LabelValues words(Stream<String> words) {
        return new LabelValues(words.toList(), "", NOTHING);
    }

    private static LabelValues named(String described) {
        return new LabelValues(List.of(), described, NAME);
    }

    private static LabelValues matching(String described, String pattern) {
        return new LabelValues(List.of(), described, Pattern.compile(pattern));
    }
}
