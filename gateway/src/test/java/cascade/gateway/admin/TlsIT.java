package cascade.gateway.admin;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.admin.live.LiveSettings;
import cascade.gateway.testkit.Patience;
import io.vertx.core.json.JsonObject;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.security.KeyStore;
import java.security.cert.CertificateFactory;
import java.time.Duration;
import java.util.Optional;
import java.util.Set;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** The admin server behind a certificate, which is good for a hundred years and for loopback. */
class TlsIT {

    private static final String CERTIFICATE = "certificate.pem";

    private final AdminFixture admin = new AdminFixture(AdminSettings.of(
            "127.0.0.1",
            0,
            Set.of(),
            Patience.TIMEOUT,
            Patience.TIMEOUT,
            Patience.TIMEOUT,
            10,
            1_000,
            new LiveSettings(Duration.ofSeconds(1), 1, Patience.TIMEOUT, 10),
            10,
            Optional.of(new AdminSettings.Tls(file(CERTIFICATE), file("key.pem")))));
    private final HttpClient client =
            HttpClient.newBuilder().sslContext(trust()).build();

    TlsIT() throws Exception {}

    @AfterEach
    void close() throws Exception {
        client.close();
        admin.close();
    }

    @Test
    void answersOverTlsAlone() throws Exception {
        assertThat(client.send(request("/").build(), BodyHandlers.ofString()).statusCode())
                .isEqualTo(200);
        assertThat(admin.raw("GET / HTTP/1.1\r\nHost: localhost\r\n\r\n")).doesNotContain("200 OK");
    }

    @Test
    void sendsTheCookieOfASessionOverTlsAlone() throws Exception {
        admin.access = AdminFixture.guarded();

        HttpResponse<String> signedIn = client.send(
                request("/api/v1/session")
                        .header("Origin", "https://127.0.0.1:" + admin.port)
                        .POST(BodyPublishers.ofString(new JsonObject()
                                .put("account", "op")
                                .put("password", AdminFixture.PASSWORD)
                                .encode()))
                        .build(),
                BodyHandlers.ofString());

        assertThat(signedIn.statusCode()).as(signedIn.body()).isEqualTo(200);
        assertThat(signedIn.headers().firstValue("Set-Cookie").orElse("")).contains("; Secure");
    }

    private HttpRequest.Builder request(String path) {
        return HttpRequest.newBuilder(URI.create("https://127.0.0.1:" + admin.port + path))
                .timeout(Patience.TIMEOUT);
    }

    private static String file(String name) throws Exception {
        return Path.of(TlsIT.class.getResource(name).toURI()).toString();
    }

    private static SSLContext trust() throws Exception {
        KeyStore trusted = KeyStore.getInstance(KeyStore.getDefaultType());
        trusted.load(null, null);
        try (InputStream certificate = TlsIT.class.getResourceAsStream(CERTIFICATE)) {
            trusted.setCertificateEntry(
                    "gateway", CertificateFactory.getInstance("X.509").generateCertificate(certificate));
        }
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, factory.getTrustManagers(), null);
        return context;
    }
}
