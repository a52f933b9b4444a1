package cascade.gateway.bench.sip;

import java.io.IOException;
import java.net.http.HttpResponse;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CompletionException;

/** Scrape of the gateway's metrics while calls go on. The loop's thread. */
final class Scrape {

    private final GatewayUnderTest gateway;
    private Optional<CompletableFuture<HttpResponse<Void>>> answer = Optional.empty();

    Scrape(GatewayUnderTest gateway) {
        this.gateway = gateway;
    }

    void start() {
        answer = Optional.of(gateway.scrape());
    }

    /** @throws IOException when there was none, or it failed */
    void awaitSuccess() throws IOException {
        try {
            int status = answer.orElseThrow(() -> new IOException("no scrape in the window"))
                    .join()
                    .statusCode();
            if (status != 200) {
                throw new IOException("scrape: " + status);
            }
        } catch (CompletionException failed) {
            throw new IOException("scrape", failed);
        }
    }
}
