package cascade.gateway.admin;

import cascade.gateway.admin.view.TraceView;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.Set;

/** Answers with traces: ladders as JSON and as text, capture files. On the control loop. */
final class TraceAnswers {

    static final Set<String> LADDER_QUERY = Set.of("format");
    static final Set<String> DOMAIN_QUERY = Set.of("format");

    private static final String JSON = "json";
    private static final String TEXT = "text";
    private static final String PCAP = "pcap";
    private static final String PLAIN = "text/plain; charset=utf-8";
    private static final String CAPTURE = "application/vnd.tcpdump.pcap";

    private final AdminView view;

    TraceAnswers(AdminView view) {
        this.view = view;
    }

    Future<Answer> ladderOfCall(Parameters parameters) {
        String format = parameters.choice("format", JSON, TEXT).orElse(JSON);
        return ofCall(parameters, format);
    }

    Future<Answer> pcapOfCall(Parameters parameters) {
        return ofCall(parameters, PCAP);
    }

    private Future<Answer> ofCall(Parameters parameters, String format) {
        String id = parameters.path("id");
        return answer(
                view.callTrace(id),
                format,
                "of the call or stream '" + id
                        + "' no messages are kept; /api/v1/calls/recent and /api/v1/streams have the"
                        + " ids, gateway.trace the bounds");
    }

    Future<Answer> ofDomain(Parameters parameters) {
        String name = parameters.path("name");
        String format = parameters.choice("format", JSON, TEXT, PCAP).orElse(JSON);
        return answer(view.domainTrace(name), format, "no domain '" + name + "' is configured");
    }

    private static Future<Answer> answer(Optional<TraceView> trace, String format, String otherwise) {
        return Future.succeededFuture(trace.map(found -> switch (format) {
                    case TEXT ->
                        new Answer(200, PLAIN, () -> Buffer.buffer(found.text().get()));
                    case PCAP -> new Answer(200, CAPTURE, () -> found.pcap().get());
                    default -> Answer.ok(found.ladder());
                })
                .orElseGet(() -> Answer.problem(Problem.of(404, otherwise))));
    }
}
