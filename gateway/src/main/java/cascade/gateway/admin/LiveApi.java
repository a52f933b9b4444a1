package cascade.gateway.admin;

import cascade.gateway.admin.live.LiveClients;
import io.vertx.core.Future;

/** Route of the live events. On the control loop. */
final class LiveApi {

    private LiveApi() {}

    static Endpoint endpoint(LiveClients clients) {
        return Endpoint.get(
                "/api/v1/events",
                none -> Future.succeededFuture(
                        clients.hasRoom()
                                ? Answer.stream("text/event-stream", clients::add)
                                : Answer.problem(Problem.of(
                                        503, "enough clients are told already, see gateway.admin.live.max-clients"))));
    }
}
