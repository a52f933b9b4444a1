package cascade.gateway.soak.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import cascade.gateway.command.SampleCommand;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.SipRequest;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.sip.Manscdp;
import cascade.gateway.testkit.sip.ScriptedPlatform;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;

/** Upper platform that asks for everything that there is, and writes down what comes of it. */
final class SoakUpper implements AutoCloseable {

    private static final List<SampleCommand> COMMANDS = SampleCommand.all();
    private static final List<String> KINDS = List.of("Play", "Playback", "Download");

    private final ControlLoop loop;
    private final DeviceId gatewayId;
    private final String host;
    private final Random random;
    private final Ledger ledger;
    private final ScriptedPlatform platform;
    private final Set<DeviceId> listed = new HashSet<>();
    private long sn;
    private int calls;

    SoakUpper(
            ControlLoop loop,
            String id,
            DeviceId gatewayId,
            String host,
            SipUri gateway,
            Random random,
            Ledger ledger) {
        this.loop = loop;
        this.gatewayId = gatewayId;
        this.host = host;
        this.random = random;
        this.ledger = ledger;
        platform = new ScriptedPlatform(loop, host, id, gateway);
        platform.on("MESSAGE", this::onMessage);
        platform.on("NOTIFY", this::onNotify);
    }

    private void onMessage(ServerTransaction transaction) {
        platform.agree(transaction);
        String document = transaction.request().bodyText();
        if (document.contains("<CmdType>Catalog</CmdType>")) {
            ((CatalogResponse) Manscdp.read(transaction.request().body()))
                    .items()
                    .forEach(item -> listed.add(item.deviceId()));
        } else if (document.contains("<Response>")) {
            ledger.response(document);
        } else if (document.contains("<CmdType>Alarm</CmdType>")) {
            ledger.fault("alarm by MESSAGE, though subscribed: " + document);
        }
    }

    private void onNotify(ServerTransaction transaction) {
        platform.agree(transaction);
        Text.find(transaction.request().bodyText(), "Mark").ifPresent(ledger::alarmTold);
    }

    /** Subscribes to the alarms of all cameras. */
    void subscribe() {
        platform.send(
                request -> request.header("Event", "presence")
                        .header("Expires", "86400")
                        .body(
                                Manscdp.CONTENT_TYPE,
                                ("<?xml version=\"1.0\"?>\r\n<Query><CmdType>Alarm</CmdType><SN>1</SN><DeviceID>"
                                                + gatewayId + "</DeviceID></Query>\r\n")
                                        .getBytes(UTF_8)),
                "SUBSCRIBE");
    }

    void queryCatalog() {
        platform.forgetReceived();
        loop.run(() -> platform.post(CatalogQuery.of(++sn, gatewayId)));
    }

    int listed() {
        return loop.call(listed::size);
    }

    /** Any command, to a camera. On the loop. */
    void ask(SoakLower lower) {
        SampleCommand command = COMMANDS.get(random.nextInt(COMMANDS.size()));
        String camera = lower.cameras().get(random.nextInt(lower.cameras().size()));
        long mine = ++sn;
        ledger.asked(mine, command, camera, lower.name());
        platform.post(command.command(mine, camera, Text.element("Question", mine))
                        .getBytes(UTF_8))
                .onComplete(outcome -> ledger.sipAnswer(
                        mine, outcome.succeeded() ? outcome.result().status() : 0));
    }

    /** A call of any kind, which ends in a moment. On the loop. */
    void call(SoakLower lower) {
        String camera = lower.cameras().get(random.nextInt(lower.cameras().size()));
        String kind = KINDS.get(random.nextInt(KINDS.size()));
        int number = ++calls;
        platform.call(invite(camera, kind, number)).onComplete(outcome -> {
            if (outcome.failed()) {
                ledger.fault(kind + " failed: " + outcome.cause().getMessage());
                return;
            }
            ledger.count(kind);
            long lasts = random.nextLong(20, 320);
            loop.vertx().setTimer(lasts, go -> {
                if (!kind.equals("Play")) {
                    info(outcome.result());
                }
                loop.vertx().setTimer(20, end -> bye(outcome.result()));
            });
        });
    }

    private SipRequest invite(String camera, String kind, int number) {
        boolean recorded = !kind.equals("Play");
        String offer = String.join(
                "\r\n",
                "v=0",
                "o=" + camera + " 0 0 IN IP4 " + host,
                "s=" + kind,
                "u=" + camera + ":0",
                "c=IN IP4 " + host,
                recorded ? "t=1288625085 1288625871" : "t=0 0",
                "m=video " + (40_000 + number % 1_000 * 2) + " RTP/AVP 96",
                "a=recvonly",
                "a=rtpmap:96 PS/90000",
                (recorded ? "y=1" : "y=0") + "%09d".formatted(number),
                "");
        return platform.requestTo("INVITE", camera)
                .header("Subject", camera + ":0," + camera + ":0")
                .body("Application/SDP", offer.getBytes(UTF_8))
                .build();
    }

    private void info(Dialog dialog) {
        platform.post(dialog.request("INFO")
                        .body(
                                "Application/MANSRTSP",
                                "PAUSE RTSP/1.0\r\nCSeq: 1\r\nPauseTime: now\r\n\r\n".getBytes(UTF_8))
                        .build())
                .onComplete(outcome -> expectSuccess(
                        "INFO", outcome.succeeded() ? outcome.result().status() : 0));
    }

    private void bye(Dialog dialog) {
        platform.post(dialog.request("BYE").build())
                .onComplete(outcome -> expectSuccess(
                        "BYE", outcome.succeeded() ? outcome.result().status() : 0));
    }

    private void expectSuccess(String method, int status) {
        ledger.count(method);
        if (status != 200) {
            ledger.fault(method + " answered with " + status);
        }
    }

    @Override
    public void close() {
        platform.close();
    }
}
