package cascade.gateway.gb;

import static java.nio.charset.StandardCharsets.US_ASCII;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import java.nio.charset.Charset;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class GbTextTest {
    private static final Charset GB2312 = Charset.forName("GB2312");

    @ParameterizedTest
    @ValueSource(strings = {"东门枪机", "通", "联通", "①ⅳ", "啊", "Camera 01 大门"})
    void readsGbkWhicheverGbCharsetIsAnnounced(String text) {
        for (String announced : new String[] {"GB2312", "GBK", "GB18030"}) {
            GbText decoded = GbText.decode(text.getBytes(Charset.forName("GBK")), Charset.forName(announced));
            assertThat(decoded.text()).isEqualTo(text);
            assertThat(decoded.damaged()).isFalse();
        }
    }

    @Test
    void readsRareCharactersThatOnlyGb18030Has() {
        String street = "䶮㙟路𠮷";
        assertThat(GbText.decode(street.getBytes(GbText.GB18030), GB2312).text())
                .isEqualTo(street);
    }

    @ParameterizedTest
    @ValueSource(strings = {"通", "东门枪机", "Straße 东"})
    void readsUtf8ThatWasAnnouncedAsGb2312(String text) {
        GbText decoded = GbText.decode(text.getBytes(UTF_8), GB2312);
        assertThat(decoded.text()).isEqualTo(text);
        assertThat(decoded.charset()).isEqualTo(UTF_8);
    }

    @Test
    void readsGbkThatWasAnnouncedAsUtf8() {
        assertThat(GbText.decode("东门枪机".getBytes(GB2312), UTF_8).text()).isEqualTo("东门枪机");
    }

    @Test
    void takesTheByteOrderMarkForUtf8AndDropsIt() {
        GbText decoded = GbText.decode("\uFEFF通".getBytes(UTF_8), GB2312);
        assertThat(decoded.text()).isEqualTo("通");
    }

    @Test
    void dropsThePaddingAfterTheText() {
        assertThat(GbText.decode("abc\0\0 \0".getBytes(US_ASCII), UTF_8).text()).isEqualTo("abc");
    }

    @Test
    void replacesBytesWithoutMeaningAndSaysSo() {
        byte[] cut = "东门".getBytes(GB2312);
        byte[] body = {'a', cut[0], cut[1], cut[2]};

        GbText decoded = GbText.decode(body, GB2312);

        assertThat(decoded.text()).isEqualTo("a东\uFFFD");
        assertThat(decoded.damaged()).isTrue();
    }

    @Test
    void readsAnEmptyBody() {
        assertThat(GbText.decode(new byte[0], GB2312).text()).isEmpty();
    }
}
