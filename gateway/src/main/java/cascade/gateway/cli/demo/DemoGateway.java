package cascade.gateway.cli.demo;

import io.vertx.core.Future;

/** Gateway as the demo needs it. */
public interface DemoGateway {

    Future<Void> start();

    Future<Void> close();
}
