package dev.glmagent.tools.clock;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.tool.ToolRegistry;
import dev.glmagent.tools.Calls;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Times and dates, as a model asks for them. */
class ClockToolsTest {

    private final ClockTools clock =
            ClockTools.of(Clock.fixed(Instant.parse("2026-11-24T20:00:00.5Z"), ZoneId.of("Asia/Shanghai")));
    private final ToolRegistry tools = ToolRegistry.of(clock);

    private String text(String name, Object... arguments) {
        return Calls.call(tools, name, arguments).text();
    }

    @Test
    void now_is_in_the_users_zone_or_those_named() {
        assertThat(text("current_time"))
                .isEqualTo(
                        "[{\"zone\":\"Asia/Shanghai\",\"dateTime\":\"2026-11-25T04:00:00+08:00\",\"dayOfWeek\":\"Wednesday 星期三\"}]");
        assertThat(text("current_time", "zones", List.of("Europe/London", "America/New_York")))
                .contains("2026-11-24T20:00:00Z", "2026-11-24T15:00:00-05:00", "Tuesday 星期二");
        assertThat(text("current_time", "zones", List.of("Beijing")))
                .isEqualTo("\"Beijing\" is no time zone; give one such as Asia/Shanghai, Europe/London or UTC");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-24T09:30, Asia/Shanghai, America/New_York, 2026-11-23T20:30:00-05:00",
        "2026-07-01T09:30, Asia/Shanghai, America/New_York, 2026-06-30T21:30:00-04:00",
        "2026-01-01T00:00, UTC, Asia/Kolkata, 2026-01-01T05:30:00+05:30"
    })
    void a_time_is_converted_with_summer_time(String time, String from, String to, String there) {
        assertThat(text("convert_time", "dateTime", time, "from", from, "to", to))
                .contains("\"" + there + "\"");
    }

    @Test
    void a_time_that_was_skipped_is_told() {
        assertThat(text("convert_time", "dateTime", "2026-03-29T01:30:00", "from", "Europe/London", "to", "UTC"))
                .isEqualTo("there was no 2026-03-29T01:30 in Europe/London: clocks were put forward then");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-11-20, 2026-11-24, 4, 0 years 0 months 4 days, 2",
        "2026-11-24, 2026-11-20, -4, 0 years 0 months -4 days, -2",
        "2026-11-24, 2026-11-24, 0, 0 years 0 months 0 days, 0",
        "2024-02-29, 2026-03-01, 731, 2 years 0 months 1 days, 521",
        "2026-11-21, 2026-11-22, 1, 0 years 0 months 1 days, 0"
    })
    void days_between_two_dates(String from, String to, long days, String words, long business) {
        assertThat(text("days_between", "from", from, "to", to))
                .isEqualTo("{\"days\":" + days + ",\"inWords\":\"" + words + "\",\"businessDays\":" + business + "}");
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31, 1, MONTHS, 2026-02-28",
        "2024-02-29, 1, YEARS, 2025-02-28",
        "2026-11-24, -1, WEEKS, 2026-11-17",
        "2026-11-24, 30, DAYS, 2026-12-24",
        "2026-11-20, 1, BUSINESS_DAYS, 2026-11-23",
        "2026-11-21, -1, BUSINESS_DAYS, 2026-11-20",
        "2026-11-24, 10, BUSINESS_DAYS, 2026-12-08"
    })
    void a_date_so_far_away(String date, int amount, String unit, String there) {
        assertThat(text("add_to_date", "date", date, "amount", amount, "unit", unit))
                .startsWith("{\"date\":\"" + there + "\"");
    }

    @Test
    void holidays_and_moved_workdays_count() {
        // National Day 2026 by a made-up calendar: 1 and 2 October free, Saturday the 10th worked.
        ToolRegistry china = ToolRegistry.of(clock.withHolidays(
                Set.of(LocalDate.of(2026, 10, 1), LocalDate.of(2026, 10, 2)), Set.of(LocalDate.of(2026, 10, 10))));

        assertThat(Calls.call(china, "days_between", "from", "2026-09-30", "to", "2026-10-11")
                        .text())
                .contains("\"businessDays\":6");
    }

    @Test
    void there_is_an_end_to_counting() {
        assertThat(text("days_between", "from", "0001-01-01", "to", "9999-12-31"))
                .isEqualTo("the dates are 3652058 days apart; at most 40000");
        assertThat(text("add_to_date", "date", "2026-01-01", "amount", Integer.MIN_VALUE, "unit", "BUSINESS_DAYS"))
                .isEqualTo("amount is -2147483648; it goes from -40000 to 40000");
    }
}
