package tangency.app.panel.scenario;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class NumbersTest {
    @Test
    void fractionsReadAsPerCentWithoutDigitsThatWereNotMeant() {
        assertThat(Numbers.percent(0.125)).isEqualTo("12.5");
        assertThat(Numbers.percent(1)).isEqualTo("100");
        assertThat(Numbers.percent(0.1 + 0.2)).isEqualTo("30");
        assertThat(Numbers.percent(-0.0)).isEqualTo("0");
        assertThat(Numbers.percent(-0.07, 2)).isEqualTo("\u22127.00 %");
        assertThat(Numbers.percent(-1e-9, 2)).isEqualTo("0.00 %");
    }

    @Test
    void whatPeopleTypeIsUnderstood() {
        assertThat(Numbers.parse(" 1 000.5 ")).isEqualTo(1000.5);
        assertThat(Numbers.parse("\u22122")).isEqualTo(-2);
        assertThat(Numbers.parse("0,25")).isEqualTo(0.25);
        assertThat(Numbers.parsePercent("12.5 %")).isEqualTo(0.125);
        assertThat(Numbers.parsePercent("0.1")).isEqualTo(0.001);
    }

    @Test
    void whatIsNoFiniteNumberIsNotUnderstood() {
        for (String text : new String[]{"", "abc", "NaN", "Infinity", "1e999", "1.2.3", "1,2,3", "0x10", "--1", "1d"}) {
            assertThat(Numbers.parse(text)).as(text).isNull();
        }
    }

    @Test
    void typedPerCentIsTheFractionItSays() {
        for (int tenths = 0; tenths <= 1000; tenths++) {
            String typed = tenths / 10 + "." + tenths % 10;
            assertThat(Numbers.parsePercent(typed)).isEqualTo(Double.parseDouble(tenths + "e-3"));
        }
    }
}
