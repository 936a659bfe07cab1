package dev.glmagent.tools.clock;

import dev.glmagent.tool.Param;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolException;
import java.time.Clock;
import java.time.DateTimeException;
import java.time.DayOfWeek;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.Period;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.time.format.DateTimeFormatter;
import java.time.format.TextStyle;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a model cannot know or count: the time now, time zones, days between dates and business days.
 *
 * <pre>{@code
 * ToolRegistry tools = ToolRegistry.of(ClockTools.in(ZoneId.of("Asia/Shanghai")));
 * }</pre>
 */
public final class ClockTools {

    /** A century of business days is counted in a blink; more is a mistake. */
    private static final int MAX_DAYS = 40_000;

    private final Clock clock;
    private final Set<LocalDate> holidays;
    private final Set<LocalDate> workdays;

    private ClockTools(Clock clock, Set<LocalDate> holidays, Set<LocalDate> workdays) {
        this.clock = clock;
        this.holidays = Set.copyOf(holidays);
        this.workdays = Set.copyOf(workdays);
    }

    /**
     * The system's clock, with Saturday and Sunday free and no holidays.
     *
     * @param zone the zone that is meant when none is named
     * @return the tools
     */
    public static ClockTools in(ZoneId zone) {
        return of(Clock.system(zone));
    }

    /**
     * A clock of your own, with Saturday and Sunday free and no holidays.
     *
     * @param clock the time, and the zone that is meant when none is named
     * @return the tools
     */
    public static ClockTools of(Clock clock) {
        return new ClockTools(clock, Set.of(), Set.of());
    }

    /**
     * The same tools with other free days.
     *
     * @param free holidays that would else be workdays
     * @param worked workdays that would else be free, as China moves some to weekends
     * @return a copy
     */
    public ClockTools withHolidays(Set<LocalDate> free, Set<LocalDate> worked) {
        return new ClockTools(clock, free, worked);
    }

    /**
     * A moment in a zone.
     *
     * @param zone the zone
     * @param dateTime with offset, for example {@code 2026-11-24T19:00:00+08:00}
     * @param dayOfWeek in English and Chinese
     */
    public record Moment(String zone, String dateTime, String dayOfWeek) {}

    /**
     * The distance of two dates.
     *
     * @param days whole days, negative when the second is earlier
     * @param inWords years, months and days
     * @param businessDays days after the first up to the second that are workdays, negative when the second is earlier
     */
    public record Distance(long days, String inWords, long businessDays) {}

    /**
     * A date with its day of the week.
     *
     * @param date the date
     * @param dayOfWeek in English and Chinese
     */
    public record Day(LocalDate date, String dayOfWeek) {}

    /**
     * The time now.
     *
     * @param zones where
     * @return one moment a zone
     */
    @Tool(
            name = "current_time",
            readOnly = true,
            value = "The date, time and day of the week now, in one or several time zones. 查询现在的日期、时间和星期")
    public List<Moment> now(
            @Param("Time zones such as Asia/Shanghai or Europe/London; left out, the user's own 时区")
                    Optional<List<String>> zones) {
        return zones.orElse(List.of(clock.getZone().getId())).stream()
                .map(zone -> moment(clock.instant().atZone(zone(zone))))
                .toList();
    }

    /**
     * The same moment elsewhere.
     *
     * @param dateTime on the clock of the first zone
     * @param from first zone
     * @param to second zone
     * @return the moment there
     */
    @Tool(
            name = "convert_time",
            readOnly = true,
            value = "What a time in one time zone is in another. 把一个时区的时间换算成另一个时区的时间")
    public Moment convert(
            @Param(value = "Local date and time 当地日期时间", example = "2026-11-24T09:30") LocalDateTime dateTime,
            @Param("Time zone of it, such as Asia/Shanghai 原时区") String from,
            @Param("Time zone wanted, such as America/New_York 目标时区") String to) {
        ZonedDateTime first = dateTime.atZone(zone(from));
        if (!first.toLocalDateTime().equals(dateTime)) {
            throw new ToolException("there was no " + dateTime + " in " + from + ": clocks were put forward then");
        }
        return moment(first.withZoneSameInstant(zone(to)));
    }

    /**
     * How far two dates are apart.
     *
     * @param from first date
     * @param to second date
     * @return in days, in words and in business days
     */
    @Tool(
            name = "days_between",
            readOnly = true,
            value = "Days, business days, and years, months and days between two dates. 计算两个日期相差的天数和工作日数")
    public Distance between(@Param("First date 起始日期") LocalDate from, @Param("Second date 结束日期") LocalDate to) {
        long days = ChronoUnit.DAYS.between(from, to);
        if (Math.abs(days) > MAX_DAYS) {
            throw new ToolException("the dates are " + days + " days apart; at most " + MAX_DAYS);
        }
        Period period = Period.between(from, to);
        String words = period.getYears() + " years " + period.getMonths() + " months " + period.getDays() + " days";
        LocalDate early = days < 0 ? to : from;
        LocalDate late = days < 0 ? from : to;
        long business = early.plusDays(1)
                .datesUntil(late.plusDays(1))
                .filter(this::isWorkday)
                .count();
        return new Distance(days, words, days < 0 ? -business : business);
    }

    /**
     * A date so far away.
     *
     * @param date from here
     * @param amount how many, negative for earlier
     * @param unit of what
     * @return the date there
     */
    @Tool(
            name = "add_to_date",
            readOnly = true,
            value =
                    "The date some days, business days, weeks, months or years after (or before) a date. 计算某日期之后或之前若干天、工作日、周、月、年的日期")
    public Day add(
            @Param("Date to start from 起始日期") LocalDate date,
            @Param("How many, negative for before 数量") int amount,
            @Param("Unit 单位") DateUnit unit) {
        if (Math.abs((long) amount) > MAX_DAYS) {
            throw new ToolException("amount is " + amount + "; it goes from -" + MAX_DAYS + " to " + MAX_DAYS);
        }
        LocalDate there = switch (unit) {
            case DAYS -> date.plusDays(amount);
            case WEEKS -> date.plusWeeks(amount);
            case MONTHS -> date.plusMonths(amount);
            case YEARS -> date.plusYears(amount);
            case BUSINESS_DAYS -> plusBusinessDays(date, amount);
        };
        return new Day(there, name(there.getDayOfWeek()));
    }

    /** What is added to a date. */
    public enum DateUnit {
        /** Calendar days. */
        DAYS,
        /** Days that are neither free weekdays nor holidays. */
        BUSINESS_DAYS,
        /** Seven days. */
        WEEKS,
        /** Calendar months; 31 January and one month is the last of February. */
        MONTHS,
        /** Calendar years. */
        YEARS
    }

    private LocalDate plusBusinessDays(LocalDate date, int amount) {
        LocalDate there = date;
        for (int left = Math.abs(amount); left > 0; ) {
            there = there.plusDays(Integer.signum(amount));
            left -= isWorkday(there) ? 1 : 0;
        }
        return there;
    }

    private boolean isWorkday(LocalDate date) {
        boolean isWeekend = date.getDayOfWeek() == DayOfWeek.SATURDAY || date.getDayOfWeek() == DayOfWeek.SUNDAY;
        return workdays.contains(date) || (!isWeekend && !holidays.contains(date));
    }

    private static Moment moment(ZonedDateTime time) {
        ZonedDateTime seconds = time.truncatedTo(ChronoUnit.SECONDS);
        return new Moment(
                time.getZone().getId(),
                DateTimeFormatter.ISO_OFFSET_DATE_TIME.format(seconds),
                name(time.getDayOfWeek()));
    }

    private static String name(DayOfWeek day) {
        return day.getDisplayName(TextStyle.FULL, Locale.ENGLISH) + " "
                + day.getDisplayName(TextStyle.FULL, Locale.SIMPLIFIED_CHINESE);
    }

    private static ZoneId zone(String name) {
        try {
            return ZoneId.of(name.strip());
        } catch (DateTimeException e) {
            throw new ToolException(
                    "\"" + name + "\" is no time zone; give one such as Asia/Shanghai, Europe/London or UTC", e);
        }
    }
}
