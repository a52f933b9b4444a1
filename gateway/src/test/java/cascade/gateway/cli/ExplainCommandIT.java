package cascade.gateway.cli;

import static cascade.gateway.testkit.gateway.ScriptedCascade.CHANNEL;
import static org.assertj.core.api.Assertions.assertThat;

import cascade.gateway.testkit.gateway.ScriptedCascade;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import picocli.CommandLine;

/** {@code cascade-gateway explain} at a running gateway. */
class ExplainCommandIT {

    private final ScriptedCascade cascade = new ScriptedCascade().up();
    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    @AfterEach
    void close() {
        cascade.close();
    }

    private int explain(String admin, String upper, String channel, String language) {
        CommandLine line = Main.commandLine();
        line.setOut(new PrintWriter(out)).setErr(new PrintWriter(err));
        return line.execute("explain", "--admin", admin, "--upper", upper, "--channel", channel, "--lang", language);
    }

    private String admin() {
        return "http://" + cascade.cityHost + ":9180";
    }

    @Test
    void saysWhatStandsInTheWayAndEndsWithOne() {
        assertThat(explain(admin(), "city", "37280601411319009999", "en")).isEqualTo(1);
        assertThat(out.toString())
                .contains("37280601411319009999", "channel  failed")
                .contains("media    unknown");
    }

    @Test
    void speaksChinese() {
        assertThat(explain(admin(), "city", "37280601411319009999", "zh")).isEqualTo(1);
        assertThat(out.toString()).contains("没有下级平台上报过通道");
    }

    @Test
    void endsWithZeroWhereNothingStandsInTheWay() {
        assertThat(explain(admin(), "city", CHANNEL, "en")).as(out.toString()).isZero();
    }

    @Test
    void whatCannotBeAskedIsAnErrorOfItsOwn() {
        assertThat(explain(admin(), "nowhere", CHANNEL, "en")).isEqualTo(2);
        assertThat(err.toString()).contains("nowhere");
        assertThat(explain("http://" + cascade.cityHost + ":9", "city", CHANNEL, "en"))
                .isEqualTo(2);
        assertThat(explain("not an address", "city", CHANNEL, "en")).isEqualTo(2);
        assertThat(explain(admin(), "city", CHANNEL, "fr")).isEqualTo(2);
    }
}
