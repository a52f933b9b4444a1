package cascade.gateway.cli.demo;

import io.vertx.core.Future;

/** What the demo needs of a gateway. */
public interface DemoGateway {

    Future<Void> start();

    Future<Void> close();
}
