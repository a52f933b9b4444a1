package cascade.gateway.soak.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import cascade.gateway.command.SampleCommand;
import cascade.gateway.gb.DeviceId;
import cascade.gateway.gb.manscdp.CatalogItem;
import cascade.gateway.gb.manscdp.ManscdpMessage;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogQuery;
import cascade.gateway.gb.manscdp.ManscdpMessage.CatalogResponse;
import cascade.gateway.gb.manscdp.ManscdpMessage.Keepalive;
import cascade.gateway.sip.dialog.Dialog;
import cascade.gateway.sip.message.SipUri;
import cascade.gateway.sip.transaction.ServerTransaction;
import cascade.gateway.testkit.ControlLoop;
import cascade.gateway.testkit.sip.Manscdp;
import cascade.gateway.testkit.sip.ScriptedPlatform;
import java.time.LocalDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Optional;
import java.util.Random;

/** Lower platform that serves every function, and every now and then as real ones do: late, twice, wrongly, or not at all. */
final class SoakLower implements AutoCloseable {

    private static final int LATE_MILLIS = 2_000;
    private static final LocalDateTime FIRST_ALARM = LocalDateTime.of(2026, 11, 28, 0, 0);

    private final ControlLoop loop;
    private final String name;
    private final DeviceId id;
    private final List<String> cameras;
    private final Random random;
    private final ScriptedPlatform platform;
    private final String sdpHost;
    private Optional<Dialog> alarms = Optional.empty();
    private long told;

    SoakLower(ControlLoop loop, String name, DeviceId id, String host, SipUri gateway, Random random) {
        this.loop = loop;
        this.name = name;
        this.id = id;
        this.random = random;
        this.sdpHost = host;
        cameras = List.of(camera(1), camera(2));
        platform = new ScriptedPlatform(loop, host, id.value(), gateway);
        platform.on("MESSAGE", this::onMessage);
        platform.on("SUBSCRIBE", this::onSubscribe);
        platform.on("INVITE", this::onInvite);
    }

    private String camera(int number) {
        return id.value().substring(0, 8) + "00132000000" + number;
    }

    String name() {
        return name;
    }

    List<String> cameras() {
        return cameras;
    }

    void register() {
        platform.register(7_200);
    }

    void keepAlive() {
        platform.forgetReceived();
        loop.run(() -> platform.post(Keepalive.ok(++told, id)));
    }

    private void onMessage(ServerTransaction transaction) {
        String document = transaction.request().bodyText();
        ManscdpMessage message = Manscdp.read(transaction.request().body());
        switch (message) {
            case CatalogQuery query -> {
                platform.agree(transaction);
                platform.post(CatalogResponse.part(query.sn(), id, cameras.size(), items()));
            }
            default -> {
                if (message.root() == ManscdpMessage.Root.RESPONSE) {
                    platform.agree(transaction);
                } else {
                    SampleCommand.all().stream()
                            .filter(command -> command.isMeantBy(message))
                            .findFirst()
                            .ifPresent(command -> serve(transaction, command, document));
                }
            }
        }
    }

    private List<CatalogItem> items() {
        return cameras.stream()
                .map(camera -> CatalogItem.builder(new DeviceId(camera))
                        .name(name)
                        .status("ON")
                        .build())
                .toList();
    }

    private void serve(ServerTransaction transaction, SampleCommand command, String document) {
        int fault = random.nextInt(100);
        if (fault < 1) {
            return; // not even a 200
        }
        if (fault < 6) {
            ScriptedPlatform.refuse(486).accept(transaction);
            return;
        }
        platform.agree(transaction);
        if (!command.isAnswered() || fault < 11) {
            return;
        }
        long sn = Long.parseLong(Text.of(document, "SN"));
        String camera = Text.of(document, "DeviceID");
        String known = Text.element("Question", Text.of(document, "Question")) + Text.element("Lower", name);
        String answer = command.response(sn, camera, known);
        if (fault < 16) {
            post(command.error(sn, camera, known));
        } else if (fault < 21) {
            loop.vertx().setTimer(LATE_MILLIS, late -> post(answer));
        } else if (fault < 26) {
            post(answer);
            post(answer);
        } else if (fault < 31) {
            post(command.response(sn + 1_000_000, camera, known));
        } else {
            post(answer);
        }
    }

    private void post(String document) {
        platform.post(document.getBytes(UTF_8));
    }

    private void onSubscribe(ServerTransaction transaction) {
        platform.agree(transaction);
        boolean ends =
                transaction.request().header("Expires").filter("0"::equals).isPresent();
        if (transaction.request().bodyText().contains("<CmdType>Alarm</CmdType>")
                && !transaction.request().inDialog()) {
            Dialog dialog = Dialog.ofServer(transaction, platform.contact(), "gateway");
            dialog.confirm();
            alarms = ends ? Optional.empty() : Optional.of(dialog);
        }
    }

    /** An alarm, by NOTIFY or by MESSAGE; told once the gateway has taken it. */
    void tellAlarm(Ledger ledger) {
        String mark = name + "-" + ++told;
        String time =
                FIRST_ALARM.plusSeconds(told).truncatedTo(ChronoUnit.SECONDS).toString();
        String document = "<?xml version=\"1.0\"?>\r\n<Notify><CmdType>Alarm</CmdType><SN>" + told + "</SN><DeviceID>"
                + cameras.get(random.nextInt(cameras.size())) + "</DeviceID><AlarmPriority>1</AlarmPriority>"
                + "<AlarmMethod>5</AlarmMethod><AlarmTime>" + time + "</AlarmTime>" + Text.element("Mark", mark)
                + "</Notify>\r\n";
        ledger.alarm(mark);
        if (alarms.isPresent() && random.nextBoolean()) {
            platform.post(alarms.get()
                    .request("NOTIFY")
                    .header("Event", "presence")
                    .header("Subscription-State", "active;expires=3600")
                    .body(Manscdp.CONTENT_TYPE, document.getBytes(UTF_8))
                    .build());
        } else {
            post(document);
        }
    }

    private void onInvite(ServerTransaction transaction) {
        String offer = transaction.request().bodyText();
        String kind = offer.contains("s=Playback") ? "Playback" : offer.contains("s=Download") ? "Download" : "Play";
        String ssrc = offer.replaceAll("(?s).*y=(\\d{10}).*", "$1");
        String answer = String.join(
                "\r\n",
                "v=0",
                "o=" + id + " 0 0 IN IP4 " + sdpHost,
                "s=" + kind,
                "c=IN IP4 " + sdpHost,
                "t=0 0",
                "m=video 50000 RTP/AVP 96",
                "a=sendonly",
                "a=rtpmap:96 PS/90000",
                "y=" + ssrc,
                "");
        transaction.accept(transaction
                .answer(200)
                .contact(platform.contact())
                .body("Application/SDP", answer.getBytes(UTF_8))
                .build());
    }

    @Override
    public void close() {
        platform.close();
    }
}
