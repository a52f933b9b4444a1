package cascade.gateway;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.testkit.ConfigText;
import io.vertx.core.Vertx;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LoopEndTest {

    @Test
    void whoWatchesAGatewayIsToldWhenItsControlLoopHasEnded() throws InterruptedException {
        Vertx vertx = Vertx.vertx();
        var gateway = new Gateway(vertx, ConfigText.load("""
                gateway { device-id = "37280601002000000001", networks.lan.sip.bind = "127.0.0.1" }
                domains.east { role = lower, network = lan, device-id = "37280600002000000001" }
                """));
        var ended = new CountDownLatch(1);
        gateway.onLoopEnd(ended::countDown);
        assertThat(ended.getCount()).isEqualTo(1);

        vertx.close().await();

        assertThat(ended.await(30, TimeUnit.SECONDS)).isTrue();
    }
}
