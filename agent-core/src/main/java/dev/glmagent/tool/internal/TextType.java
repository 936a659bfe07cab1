package dev.glmagent.tool.internal;

import java.io.File;
import java.net.URI;
import java.net.URL;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.MonthDay;
import java.time.OffsetDateTime;
import java.time.OffsetTime;
import java.time.Period;
import java.time.YearMonth;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Currency;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.ObjectReader;
import tools.jackson.databind.node.StringNode;

/**
 * JDK types that travel as a JSON string of some format. One table serves the schema, which names the format, and the
 * check, which asks the binder itself whether it can read the text: so what the schema allows binds.
 */
enum TextType {
    DATE("date", "2026-11-23", LocalDate.class),
    DATE_TIME("date-time", "2026-11-23T08:00:00Z", Instant.class, OffsetDateTime.class, ZonedDateTime.class),
    LOCAL_DATE_TIME("local-date-time", "2026-11-23T08:00:00", LocalDateTime.class),
    LOCAL_TIME("local-time", "08:00:00", LocalTime.class),
    TIME("time", "08:00:00Z", OffsetTime.class),
    DURATION("duration", "PT1H30M", Duration.class),
    PERIOD("period", "P1Y2M3D", Period.class),
    YEAR_MONTH("year-month", "2026-11", YearMonth.class),
    MONTH_DAY("month-day", "--11-23", MonthDay.class),
    TIME_ZONE("time-zone", "Asia/Shanghai", ZoneId.class),
    UTC_OFFSET("utc-offset", "+08:00", ZoneOffset.class),
    UUID_TEXT("uuid", "123e4567-e89b-12d3-a456-426614174000", UUID.class),
    URI_TEXT("uri", "https://example.org/a", URI.class),
    URL_TEXT("url", "https://example.org/a", URL.class),
    LOCALE("locale", "zh-CN", Locale.class),
    CURRENCY("currency", "CNY", Currency.class),
    REGEX("regex", "[a-z]+", Pattern.class),
    PATH("path", "docs/a.txt", Path.class, File.class);

    private final String format;
    private final String example;

    @SuppressWarnings("ImmutableEnumChecker") // List.of is immutable; the checker sees the interface only.
    private final List<Class<?>> types;

    TextType(String format, String example, Class<?>... types) {
        this.format = format;
        this.example = example;
        this.types = List.of(types);
    }

    static Optional<TextType> of(Class<?> type) {
        for (TextType text : values()) {
            if (text.types.contains(type)) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    static Optional<TextType> named(String format) {
        for (TextType text : values()) {
            if (text.format.equals(format)) {
                return Optional.of(text);
            }
        }
        return Optional.empty();
    }

    String format() {
        return format;
    }

    /** A text of this format, for telling a model what is expected. */
    String example() {
        return example;
    }

    /** Whether a text binds, to each of the types of this format. */
    boolean fits(String text) {
        return switch (this) {
            case DATE -> IsoText.isDate(text) || binds(text);
            case LOCAL_DATE_TIME -> IsoText.isDateTime(text, "") || binds(text);
            case DATE_TIME -> IsoText.isDateTime(text, "Z") || binds(text);
            default -> binds(text);
        };
    }

    private boolean binds(String text) {
        JsonNode value = StringNode.valueOf(text);
        try {
            for (ObjectReader reader : Objects.requireNonNull(Readers.OF.get(this))) {
                if (reader.readValue(value) == null) {
                    return false;
                }
            }
            return true;
        } catch (JacksonException no) {
            return false;
        }
    }

    /** Found once: a reader knows its deserializer. */
    private static final class Readers {

        static final Map<TextType, List<ObjectReader>> OF = new EnumMap<>(TextType.class);

        static {
            for (TextType text : TextType.values()) {
                OF.put(
                        text,
                        text.types.stream()
                                .map(type -> ToolJson.MAPPER.readerFor(type))
                                .toList());
            }
        }
    }
}
