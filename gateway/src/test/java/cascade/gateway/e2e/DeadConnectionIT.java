package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.PORT;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.MortalGateway;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.sip.ScriptedConnection;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * A call whose SIP went over TCP, after a kill: the connection died with the process, the dialog did not. Others go on writing
 * to a socket that is gone, their BYE fails, and the call is a ghost.
 */
class DeadConnectionIT {

    @TempDir
    private Path directory;

    private final LoopbackSubnet net = LoopbackSubnet.next();
    private ServerSocket upperServer = ScriptedConnection.listen(net.host(10), PORT);
    private MortalGateway gateway;
    private ScriptedCascade cascade;
    private ScriptedConnection registration;
    private SipRequest inviteDown;
    private SipResponse ok;

    @BeforeEach
    void callAndKill() throws IOException {
        gateway = new MortalGateway(directory);
        cascade = new ScriptedCascade(net, """
                domains.city.transport = tcp
                domains.city.quirks.initial-notify = none
                gateway.media { no-media-timeout = 5m, media-timeout = 5m }
                """, gateway::start);
        registration = ScriptedConnection.accept(upperServer);
        takesTheRegistration();
        cascade.lowerRegisters();
        cascade.lowerShowsItsCatalog();
        await().until(() -> cascade.gateway.isOnline("city")
                && cascade.gateway.get("/api/v1/channels?domain=city").body().contains(CHANNEL));
        ScriptedConnection connection = connect();
        connection.sends(cascade.invite());
        inviteDown = cascade.lower.expectsRequest("INVITE");
        cascade.lowerAccepts(inviteDown, 6_100);
        ok = connection.expectsResponse(200, "INVITE");
        connection.sends(cascade.upperInDialog("ACK", 20, ok).build());
        cascade.lower.expectsRequest("ACK");
        connection.sends(cascade.upperMessage("OPTIONS", "heard").build());
        connection.expectsResponse(200, "OPTIONS");

        connection.resets();
        registration.resets();
        // a process that is killed connects nowhere
        upperServer.close();
        gateway.kill();
        upperServer = ScriptedConnection.listen(net.host(10), PORT);
        gateway.startAgain();
        registration = ScriptedConnection.accept(upperServer);
        takesTheRegistration();
        await().until(() -> cascade.gateway.isOnline("city"));
        assertThat(cascade.gateway.streams()).hasSize(1);
    }

    private void takesTheRegistration() {
        SipRequest register = registration.expectsRequest("REGISTER");
        registration.sends(SipResponse.to(register, 200)
                .toTag("1")
                .contact(register.contact().orElseThrow())
                .header("Expires", "7200")
                .build());
    }

    private ScriptedConnection connect() {
        return ScriptedConnection.open(cascade.upperHost, cascade.cityHost, PORT);
    }

    @AfterEach
    void nothingIsLeft() throws IOException {
        cascade.closeWhenQuiet();
        registration.close();
        upperServer.close();
    }

    @Test
    void theByeOfTheLowerReachesTheUpperOverTheConnectionThatStandsNow() {
        cascade.lower.sends(cascade.lowerInDialog("BYE", 91, inviteDown).build());

        cascade.lower.expectsResponse(200, "BYE");
        SipRequest bye = registration.expectsRequest("BYE");
        assertThat(bye.callId()).isEqualTo(ok.callId());
        assertThat(bye.from().tag()).isEqualTo(ok.to().tag());
        registration.answers(bye, 200);
        await().until(() -> cascade.ended("lower-bye") == 1);
    }

    @Test
    void theByeOfTheUpperIsTakenOverAnyConnection() {
        try (ScriptedConnection another = connect()) {
            another.sends(cascade.upperInDialog("BYE", 90, ok).build());
            another.expectsResponse(200, "BYE");
        }

        cascade.lower.answers(cascade.lower.expectsRequest("BYE"), 200);
        await().until(() -> cascade.ended("upper-bye") == 1);
    }
}
