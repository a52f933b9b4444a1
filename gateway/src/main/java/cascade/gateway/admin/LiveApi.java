package cascade.gateway.admin;

import cascade.gateway.admin.access.Doorkeeper;
import cascade.gateway.admin.live.LiveClients;
import io.vertx.core.Future;

/** Route of the live events. On the control loop. */
final class LiveApi {

    private LiveApi() {}

    /** An open page keeps its session; one whose account is taken away is told nothing more. */
    private static boolean isWelcome(Client client, Doorkeeper doorkeeper) {
        if (!doorkeeper.rules().isAsked()) {
            return true;
        }
        return client.session().isPresent()
                ? client.session().flatMap(doorkeeper::session).isPresent()
                : client.caller().filter(doorkeeper::isWelcome).isPresent();
    }

    static Endpoint endpoint(LiveClients clients, Doorkeeper doorkeeper) {
        return Endpoint.get(
                "/api/v1/events",
                asked -> Future.succeededFuture(
                        clients.hasRoom()
                                ? Answer.stream(
                                        "text/event-stream",
                                        response -> clients.add(response, () -> isWelcome(asked.client(), doorkeeper)))
                                : Answer.problem(Problem.of(
                                        503, "enough clients are told already, see gateway.admin.live.max-clients"))));
    }
}
