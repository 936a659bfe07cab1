package dev.glmagent.tools.weather;

/** The WMO weather interpretation codes that Open-Meteo uses, in words. */
final class WeatherCode {

    private WeatherCode() {}

    static String describe(int code) {
        return switch (code) {
            case 0 -> "clear sky 晴";
            case 1 -> "mainly clear 大部晴朗";
            case 2 -> "partly cloudy 多云";
            case 3 -> "overcast 阴";
            case 45, 48 -> "fog 雾";
            case 51, 53, 55, 56, 57 -> "drizzle 毛毛雨";
            case 61, 80 -> "light rain 小雨";
            case 63, 81 -> "moderate rain 中雨";
            case 65, 82 -> "heavy rain 大雨";
            case 66, 67 -> "freezing rain 冻雨";
            case 71, 85 -> "light snow 小雪";
            case 73, 77 -> "moderate snow 中雪";
            case 75, 86 -> "heavy snow 大雪";
            case 95 -> "thunderstorm 雷暴";
            case 96, 99 -> "thunderstorm with hail 雷暴伴冰雹";
            default -> "unknown 未知";
        };
    }
}
