package cascade.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.http.HttpResponse;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The page at / and its files as they are sent. */
class ConsoleIT {

    private static final Pattern SCRIPT = Pattern.compile("src=\"(console/\\w+/main\\.js)\"");

    private final AdminFixture admin = new AdminFixture();

    ConsoleIT() throws Exception {}

    @AfterEach
    void close() throws Exception {
        admin.close();
    }

    @Test
    void servesAPageThatTakesScriptFromNowhereElse() throws Exception {
        HttpResponse<String> page = admin.send("GET", "/");

        assertThat(page.statusCode()).isEqualTo(200);
        assertThat(page.headers().firstValue("Content-Type")).contains("text/html; charset=utf-8");
        assertThat(page.headers().firstValue("X-Content-Type-Options")).contains("nosniff");
        assertThat(page.headers().firstValue("Content-Security-Policy").orElse(""))
                .contains("default-src 'none'", "script-src 'self'", "frame-ancestors 'none'")
                .doesNotContain("unsafe");
    }

    @Test
    void letsABrowserKeepAFileForGoodAndAskForThePageAgain() throws Exception {
        HttpResponse<String> page = admin.send("GET", "/");
        HttpResponse<String> script = admin.send("GET", "/" + scriptOf(page.body()));

        assertThat(page.headers().firstValue("Cache-Control")).contains("no-cache");
        assertThat(script.statusCode()).isEqualTo(200);
        assertThat(script.headers().firstValue("Content-Type")).contains("text/javascript; charset=utf-8");
        assertThat(script.headers().firstValue("Cache-Control").orElse("")).contains("immutable");
    }

    @Test
    void answers304ToABrowserThatHasThePage() throws Exception {
        String etag = admin.send("GET", "/").headers().firstValue("ETag").orElseThrow();

        HttpResponse<String> again = admin.send(admin.request("/").header("If-None-Match", etag));

        assertThat(again.statusCode()).isEqualTo(304);
        assertThat(again.body()).isEmpty();
    }

    @Test
    void sendsItsFilesCompressed() throws Exception {
        String script = "/" + scriptOf(admin.send("GET", "/").body());

        HttpResponse<String> compressed = admin.send(admin.request(script).header("Accept-Encoding", "gzip"));

        assertThat(compressed.headers().firstValue("Content-Encoding")).contains("gzip");
        assertThat(compressed.headers().firstValue("Vary").orElse("")).containsIgnoringCase("accept-encoding");
    }

    @Test
    void hasNoFilesOfAnotherVersion() throws Exception {
        AdminFixture.assertProblem(admin.send("GET", "/console/0123456789abcdef/main.js"), 404);
    }

    @Test
    void servesNothingBesideItsOwnFiles() throws Exception {
        String folder = "/" + scriptOf(admin.send("GET", "/").body()).replace("main.js", "");

        AdminFixture.assertProblem(admin.send("GET", folder + "../admin/openapi.json"), 404);
        AdminFixture.assertProblem(admin.send("GET", folder + "%2e%2e/admin/openapi.json"), 404);
        AdminFixture.assertProblem(admin.send("GET", folder + "vendor/SHA256SUMS"), 404);
    }

    @Test
    void answersHeadWithoutABody() throws Exception {
        HttpResponse<String> head = admin.send("HEAD", "/");

        assertThat(head.statusCode()).isEqualTo(200);
        assertThat(head.headers().firstValueAsLong("Content-Length").orElse(0)).isPositive();
        assertThat(head.body()).isEmpty();
    }

    private static String scriptOf(String page) {
        Matcher script = SCRIPT.matcher(page);
        assertThat(script.find()).as(page).isTrue();
        return script.group(1);
    }
}
