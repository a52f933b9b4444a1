package cascade.config.read;

import static org.assertj.core.api.Assertions.assertThat;

import cascade.config.FieldReport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@FieldReport("operator 4")
class SecretTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password = abc#123",
                "password = abc//123",
                "password = 'abc'",
                "password=ab'c",
                "auth { username = a, password = abc#123, more = 1 }",
                "password : #123",
                "password = ${?CITY_PASSWORD}#1",
                "\"password\" = abc#1",
                "city-secret = abc#123"
            })
    void findsWhatHoconWouldMakeAnotherPasswordOf(String line) {
        assertThat(SecretText.wrong(line)).isPresent();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "password = abc",
                "password = abc # the city's",
                "password = abc // the city's",
                "password = \"abc#123\"",
                "password = \"it's\" # quoted",
                "password = \"a//b\"",
                "password = ${?CITY_PASSWORD}",
                "password = ${?CITY_PASSWORD} # from the environment, it's there",
                "auth { password = ${CITY_PASSWORD} } # comment",
                "auth { password = abc } // it's a comment",
                "auth { username = \"it's\", password = abc }",
                "include required(\"common.conf\")"
            })
    void leavesAloneWhatIsReadAsItIsWritten(String line) {
        assertThat(SecretText.wrong(line)).isEmpty();
    }
}
