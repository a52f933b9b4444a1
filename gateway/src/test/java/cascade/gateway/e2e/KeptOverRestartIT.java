package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.LOWER_ID;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.testkit.gateway.RunningGateway;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.gateway.ScriptedCascade.Established;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gateway shows after a stop and a start, before anybody has spoken to it again. */
class KeptOverRestartIT {

    @TempDir
    Path folder;

    private ScriptedCascade cascade;
    private RunningGateway next;

    @BeforeEach
    void restart() {
        String kept = "\ngateway { store.kind = local, data-dir = \"" + folder
                + "\", catalog { store-delay = 5ms, start-hold = 1h }, call.recent-calls = 5 }\n";
        cascade = new ScriptedCascade(kept).up();
        Established call = cascade.establish(6_000, 6_100);
        cascade.upperHangsUp(call.ok());
        await().until(() -> cascade.gateway.recentCalls().size() == 1);
        assertThat(cascade.gateway.request("POST", "/api/v1/drain").statusCode())
                .isEqualTo(200);
        cascade.gateway.close();
        next = RunningGateway.of(cascade.config(kept));
        upperTakesUsBack();
    }

    /** Answers whatever of REGISTERs comes, the end of the former registration among them. */
    private void upperTakesUsBack() {
        Set<String> answered = new HashSet<>();
        await().until(() -> {
            cascade.upper.received().stream()
                    .filter(request -> request.is("REGISTER"))
                    .filter(register -> answered.add(register.callId() + register.cseq()))
                    .forEach(register -> cascade.upper.answers(
                            register,
                            200,
                            answer -> answer.contact(register.contact().orElseThrow())
                                    .header(
                                            "Expires",
                                            register.header("Expires").orElse("3600"))));
            return next.isOnline("city");
        });
    }

    @AfterEach
    void close() {
        next.close();
        cascade.upper.close();
        cascade.lower.close();
    }

    private JsonObject get(String path) {
        return new JsonObject(next.get(path).body());
    }

    @Test
    @FieldReport(value = "wvp 2", part = "the tree outlives a restart")
    void theChannelsTheEndedCallsAndTheAuditAreThereAndTheDrainIsNot() {
        assertThat(next.get("/api/v1/channels?domain=ncg").body()).contains(CHANNEL);

        JsonObject call = next.recentCalls().getJsonObject(0);
        assertThat(call.getString("cause")).isEqualTo("upper-bye");
        assertThat(call.getString("channelId")).isEqualTo(CHANNEL);

        JsonArray changes = get("/api/v1/audit").getJsonArray("changes");
        assertThat(changes.getJsonObject(0).getString("path")).isEqualTo("/api/v1/drain");

        assertThat(get("/api/v1/drain").getBoolean("draining")).isFalse();
    }

    @Test
    @FieldReport(value = "wvp 2", part = "and answer an upper's query")
    void anUppersCatalogQueryIsAnsweredBeforeTheLowerIsBack() {
        SipRequest query = cascade.upperMessage("MESSAGE", "query-" + System.nanoTime())
                .body(
                        "Application/MANSCDP+xml",
                        ("<?xml version=\"1.0\"?>\r\n<Query><CmdType>Catalog</CmdType><SN>17</SN><DeviceID>" + LOWER_ID
                                        + "</DeviceID></Query>\r\n")
                                .getBytes(StandardCharsets.UTF_8))
                .build();

        cascade.upper.sends(query);

        cascade.upper.expectsResponse(200, query);
        SipRequest answer = cascade.upper.expectsRequest("MESSAGE", CHANNEL);
        assertThat(answer.bodyText()).contains("<SN>17</SN>", "<Status>ON</Status>");
    }
}
