package cascade.gateway.admin;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.admin.access.AccessRules;
import cascade.gateway.testkit.Patience;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Who may look and who may change something, over HTTP. */
class AccessIT {

    private final AdminFixture admin = new AdminFixture();

    AccessIT() throws Exception {}

    @AfterEach
    void close() throws Exception {
        admin.close();
    }

    @Test
    void asksNobodyWithoutAccounts() throws Exception {
        JsonObject session = admin.json("GET", "/api/v1/session", 200, "/api/v1/session");

        assertThat(session.getBoolean("required")).isFalse();
        assertThat(session.getString("role")).isEqualTo("operator");
        assertThat(admin.send("POST", "/api/v1/reload").statusCode()).isEqualTo(200);
    }

    @Test
    void showsNothingButThePageToWhoDoesNotSignIn() throws Exception {
        admin.access = AdminFixture.guarded();

        for (String path :
                List.of("/metrics", "/health/ready", "/api/v1/domains", "/api/v1/events", "/api/v1/openapi.json")) {
            HttpResponse<String> refused = admin.send("GET", path);
            AdminFixture.assertProblem(refused, 401);
            assertThat(refused.headers().firstValue("WWW-Authenticate").orElse(""))
                    .startsWith("Bearer ");
        }
        assertThat(admin.send("GET", "/").statusCode()).isEqualTo(200);
        assertThat(new JsonObject(admin.send("GET", "/api/v1/session").body()).getString("role"))
                .isNull();
    }

    @Test
    void answersToAnybodyWhatIsSaidToBeUnguarded() throws Exception {
        AccessRules rules = AdminFixture.guarded();
        admin.access = new AccessRules(
                rules.accounts(),
                rules.token(),
                rules.tokenRole(),
                true,
                true,
                rules.sessionIdle(),
                10,
                3,
                rules.maxWait());

        assertThat(admin.send("GET", "/metrics").statusCode()).isEqualTo(200);
        assertThat(admin.send("GET", "/health/live").statusCode()).isEqualTo(200);
        AdminFixture.assertProblem(admin.send("GET", "/api/v1/domains"), 401);
    }

    @Test
    void takesNameAndPasswordWithARequest() throws Exception {
        admin.access = AdminFixture.guarded();

        assertThat(admin.send(basic("/api/v1/domains", "looker", AdminFixture.PASSWORD))
                        .statusCode())
                .isEqualTo(200);
        // the second time from memory
        assertThat(admin.send(basic("/api/v1/domains", "looker", AdminFixture.PASSWORD))
                        .statusCode())
                .isEqualTo(200);
        AdminFixture.assertProblem(admin.send(basic("/api/v1/domains", "looker", "wrong-horse")), 401);
        AdminFixture.assertProblem(admin.send(basic("/api/v1/domains", "nobody", AdminFixture.PASSWORD)), 401);
    }

    @Test
    void takesTheTokenForWhatItsRoleMay() throws Exception {
        admin.access = AdminFixture.guarded();

        assertThat(admin.send(bearer("/metrics", AdminFixture.TOKEN)).statusCode())
                .isEqualTo(200);
        AdminFixture.assertProblem(admin.send(bearer("/metrics", AdminFixture.TOKEN + "x")), 401);
        AdminFixture.assertProblem(
                admin.send(bearer("/api/v1/reload", AdminFixture.TOKEN).POST(BodyPublishers.noBody())), 403);
    }

    @Test
    void letsOperatorsAloneChangeSomething() throws Exception {
        admin.access = AdminFixture.guarded();

        AdminFixture.assertProblem(change("looker"), 403);
        assertThat(change("op").statusCode()).isEqualTo(200);
    }

    @Test
    void writesDownWhoChangedWhat() throws Exception {
        admin.access = AdminFixture.guarded();
        change("op");

        JsonObject audit = new JsonObject(
                admin.send(bearer("/api/v1/audit", AdminFixture.TOKEN)).body());

        JsonObject change = audit.getJsonArray("changes").getJsonObject(0);
        assertThat(change.getString("account")).isEqualTo("op");
        assertThat(change.getString("path")).isEqualTo("/api/v1/reload");
        assertThat(change.getInteger("status")).isEqualTo(200);
        assertThat(change.getString("address")).isEqualTo("127.0.0.1");
    }

    @Test
    void signsABrowserInByACookieThatNoScriptReads() throws Exception {
        admin.access = AdminFixture.guarded();
        HttpResponse<String> signedIn = signIn("op", AdminFixture.PASSWORD);

        assertThat(signedIn.statusCode()).isEqualTo(200);
        String cookie = signedIn.headers().firstValue("Set-Cookie").orElseThrow();
        assertThat(cookie).containsIgnoringCase("HttpOnly").contains("SameSite=Strict", "Path=/");
        JsonObject session =
                new JsonObject(admin.send(with(cookie, "/api/v1/session")).body());
        assertThat(session.getString("account")).isEqualTo("op");
        assertThat(admin.send(with(cookie, "/api/v1/domains")).statusCode()).isEqualTo(200);
    }

    @Test
    void forgetsABrowserThatSignsOut() throws Exception {
        admin.access = AdminFixture.guarded();
        String cookie = signIn("looker", AdminFixture.PASSWORD)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();

        assertThat(admin.send(with(cookie, "/api/v1/session").DELETE()).statusCode())
                .isEqualTo(204);

        AdminFixture.assertProblem(admin.send(with(cookie, "/api/v1/domains")), 401);
    }

    @Test
    void endsTheSessionOfAnAccountThatIsTakenAway() throws Exception {
        admin.access = AdminFixture.guarded();
        String cookie = signIn("op", AdminFixture.PASSWORD)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        AccessRules rules = AdminFixture.guarded();
        admin.access = new AccessRules(
                Map.of(), rules.token(), rules.tokenRole(), false, false, rules.sessionIdle(), 10, 3, rules.maxWait());

        AdminFixture.assertProblem(admin.send(with(cookie, "/api/v1/domains")), 401);
    }

    @Test
    void tellsNothingMoreToAnOpenPageThatSignsOut() throws Exception {
        admin.access = AdminFixture.guarded();
        String cookie = signIn("op", AdminFixture.PASSWORD)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        var events = admin.client.send(with(cookie, "/api/v1/events").build(), BodyHandlers.ofLines());
        assertThat(events.statusCode()).isEqualTo(200);

        admin.send(with(cookie, "/api/v1/session").DELETE());

        assertThat(CompletableFuture.supplyAsync(() -> events.body().count()))
                .as("the stream ends")
                .succeedsWithin(Patience.TIMEOUT);
    }

    @Test
    void slowsDownWhoGuessesAndSaysForHowLong() throws Exception {
        admin.access = AdminFixture.guarded();
        for (int guess = 0; guess < admin.access.maxFailures(); guess++) {
            assertThat(signIn("op", "guess-" + guess).statusCode()).isEqualTo(401);
        }

        HttpResponse<String> slowed = signIn("op", AdminFixture.PASSWORD);

        AdminFixture.assertProblem(slowed, 429);
        assertThat(slowed.headers().firstValueAsLong("Retry-After").orElse(0)).isPositive();
        assertThat(admin.meters.scrape()).contains("cascade_admin_sign_ins_total{result=\"slowed\"} 1.0");
    }

    @Test
    void goesOnAnsweringWhoHadSignedInBeforeSomebodyGuessed() throws Exception {
        admin.access = AdminFixture.guarded();
        String cookie = signIn("op", AdminFixture.PASSWORD)
                .headers()
                .firstValue("Set-Cookie")
                .orElseThrow();
        for (int guess = 0; guess <= admin.access.maxFailures(); guess++) {
            signIn("op", "guess-" + guess);
        }

        assertThat(admin.send(with(cookie, "/api/v1/domains")).statusCode()).isEqualTo(200);
    }

    private HttpResponse<String> change(String account) throws Exception {
        return admin.send(
                basic("/api/v1/reload", account, AdminFixture.PASSWORD).POST(BodyPublishers.noBody()));
    }

    private HttpResponse<String> signIn(String account, String password) throws Exception {
        return admin.send(admin.request("/api/v1/session")
                .POST(BodyPublishers.ofString(new JsonObject()
                        .put("account", account)
                        .put("password", password)
                        .encode())));
    }

    private HttpRequest.Builder basic(String path, String account, String password) {
        String encoded = Base64.getEncoder().encodeToString((account + ":" + password).getBytes(UTF_8));
        return admin.request(path).header("Authorization", "Basic " + encoded);
    }

    private HttpRequest.Builder bearer(String path, String token) {
        return admin.request(path).header("Authorization", "Bearer " + token);
    }

    private HttpRequest.Builder with(String setCookie, String path) {
        return admin.request(path).header("Cookie", setCookie.substring(0, setCookie.indexOf(';')));
    }
}
