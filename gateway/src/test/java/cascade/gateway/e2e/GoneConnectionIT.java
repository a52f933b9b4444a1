package cascade.gateway.e2e;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static cascade.gateway.testkit.gateway.ScriptedCascade.LOWER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.PORT;
import static cascade.gateway.testkit.gateway.ScriptedCascade.UPPER_ID;
import static cascade.gateway.testkit.gateway.ScriptedCascade.contact;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import cascade.gateway.field.FieldReport;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipResponse;
import cascade.gateway.testkit.LoopbackSubnet;
import cascade.gateway.testkit.gateway.ScriptedCascade;
import cascade.gateway.testkit.sip.ScriptedConnection;
import cascade.gateway.testkit.sip.ScriptedPeer;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Field case F18: the TCP connection on which an upper called or subscribed is gone when it has to be told something. */
class GoneConnectionIT {

    private final LoopbackSubnet net = LoopbackSubnet.next();

    private final ServerSocket upperServer = ScriptedConnection.listen(net.host(10), PORT);
    private final ScriptedCascade cascade = new ScriptedCascade(net, """
            domains.city.transport = tcp
            domains.city.quirks.initial-notify = none
            """);
    private final ScriptedPeer lower = cascade.lower;
    private ScriptedConnection registration;

    @BeforeEach
    void up() {
        registration = ScriptedConnection.accept(upperServer);
        SipRequest register = registration.expectsRequest("REGISTER");
        registration.sends(SipResponse.to(register, 200)
                .toTag("1")
                .contact(register.contact().orElseThrow())
                .header("Expires", "7200")
                .build());
        cascade.lowerRegisters();
        cascade.lowerShowsItsCatalog();
        await().until(() -> cascade.gateway.isOnline("city")
                && cascade.gateway.get("/api/v1/channels?domain=city").body().contains(CHANNEL));
    }

    @AfterEach
    void close() throws IOException {
        cascade.close();
        registration.close();
        upperServer.close();
    }

    /** A call on a connection that the upper opened. @return our INVITE to the lower */
    private SipRequest establish(ScriptedConnection connection) {
        connection.sends(cascade.invite());
        SipRequest inviteDown = lower.expectsRequest("INVITE");
        cascade.lowerAccepts(inviteDown, 6100);
        SipResponse ok = connection.expectsResponse(200, "INVITE");
        connection.sends(cascade.upperInDialog("ACK", 20, ok).build());
        lower.expectsRequest("ACK");
        return inviteDown;
    }

    private ScriptedConnection connect() {
        return ScriptedConnection.open(cascade.upperHost, cascade.cityHost, PORT);
    }

    @Test
    void theByeGoesOverTheNewestConnectionWhileThatIsOpen() {
        ScriptedConnection connection = connect();
        SipRequest inviteDown = establish(connection);

        lower.sends(cascade.lowerInDialog("BYE", 1, inviteDown).build());

        connection.answers(connection.expectsRequest("BYE"), 200);
        await().until(() -> cascade.ended("lower-bye") == 1);
    }

    @Test
    @FieldReport(value = "F18", part = "BYE")
    @FieldReport("load 14")
    void theByeGoesOverTheStandingConnectionOfTheRegistration() {
        ScriptedConnection connection = connect();
        SipRequest inviteDown = establish(connection);
        connection.resets();

        lower.sends(cascade.lowerInDialog("BYE", 1, inviteDown).build());

        registration.answers(registration.expectsRequest("BYE"), 200);
        await().until(() -> cascade.ended("lower-bye") == 1);
    }

    @Test
    @FieldReport(value = "F18", part = "BYE")
    @FieldReport("load 14")
    void theByeGoesOverANewConnectionWhenNoneStands() {
        ScriptedConnection connection = connect();
        SipRequest inviteDown = establish(connection);
        connection.resets();
        registration.resets();

        lower.sends(cascade.lowerInDialog("BYE", 1, inviteDown).build());

        try (ScriptedConnection next = ScriptedConnection.accept(upperServer)) {
            next.answers(next.expectsRequest("BYE"), 200);
        }
        await().until(() -> cascade.ended("lower-bye") == 1);
    }

    @Test
    @FieldReport(value = "F18", part = "NOTIFY")
    void theNotifyGoesOverTheStandingConnectionOfTheRegistration() {
        ScriptedConnection connection = connect();
        connection.sends(cascade.upperMessage("SUBSCRIBE", "sub18")
                .contact(contact(UPPER_ID, cascade.upperHost))
                .header("Event", "Catalog;id=18")
                .header("Expires", "600")
                .build());
        connection.expectsResponse(200, "SUBSCRIBE");
        connection.resets();

        lower.sends(cascade.lowerMessage("NOTIFY", "notify18")
                .header("Event", "Catalog")
                .header("Subscription-State", "active;expires=3600")
                .body("Application/MANSCDP+xml", off())
                .build());

        SipRequest notify = registration.expectsRequest("NOTIFY");
        assertThat(notify.bodyText()).contains("<Event>OFF</Event>", CHANNEL);
        registration.answers(notify, 200);
    }

    private static byte[] off() {
        return ("<?xml version=\"1.0\" encoding=\"GB2312\"?>\r\n<Notify>\r\n<CmdType>Catalog</CmdType>\r\n<SN>18</SN>\r\n"
                        + "<DeviceID>" + LOWER_ID + "</DeviceID>\r\n<SumNum>1</SumNum>\r\n<DeviceList Num=\"1\">\r\n"
                        + "<Item>\r\n<DeviceID>" + CHANNEL + "</DeviceID>\r\n<Event>OFF</Event>\r\n</Item>\r\n"
                        + "</DeviceList>\r\n</Notify>\r\n")
                .getBytes(StandardCharsets.UTF_8);
    }
}
