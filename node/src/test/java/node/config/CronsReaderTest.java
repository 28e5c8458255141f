package node.config;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class CronsReaderTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "* * * * *",
                "*/30 * * * *",
                "45 * * * *",
                "0 17 * * sun",
                "10 7 * * mon-fri",
                "0 15 1 * *",
                "0 18 * * 6L",
                "0 18 * * friL",
                "59 23 LW * *",
                "0 0 15W jan-mar,7 2#1",
                "1,2,3-5/2 0-23 * * *"
            })
    void what_is_a_cron_expression_is_taken(String cron) {
        assertThat(CronsReader.fault(cron)).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '"',
            value = {
                "* * * * | it has 4 fields; a cron expression has five",
                "60 * * * * | '60' is no minute; it is 0 to 59",
                "* 24 * * * | '24' is no hour; it is 0 to 23",
                "* * 0 * * | '0' is no day of the month; it is 1 to 31",
                "* * * foo * | 'foo' is no month; it is 1 to 12",
                "* * * * 0 | '0' is no day of the week; it is 1 to 7",
                "*/0 * * * * | '*/0' is no minute; it is 0 to 59",
                "5-1 * * * * | '5-1' is no minute; it is 0 to 59"
            })
    void what_is_none_is_told_with_its_field(String cron, String fault) {
        assertThat(CronsReader.fault(cron)).isEqualTo(fault);
    }

    @Test
    void an_empty_part_of_a_list_is_none() {
        assertThat(CronsReader.fault("1, * * * *")).startsWith("'1,'");
        assertThat(CronsReader.fault("")).startsWith("it has 1 fields");
    }
}
