package dev.glmagent.testkit;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.util.Map;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ArrayNode;
import tools.jackson.databind.node.JsonNodeFactory;
import tools.jackson.databind.node.ObjectNode;

/** Weather tools whose figures follow from the city and the day. */
final class FakeWeather {

    private static final Map<String, String> HIGHS = Map.of(
            "北京",
            "9.1",
            "上海",
            "16.1",
            "广州",
            "24.0",
            "Paris",
            "10.5",
            "Berlin",
            "6.0",
            "Rome",
            "17.5",
            "London",
            "11.0",
            "Shanghai",
            "16.1");

    private FakeWeather() {}

    static String run(String tool, JsonNode arguments) {
        if (tool.equals("compare_weather")) {
            return compare(arguments.path("first"), arguments.path("second"));
        }
        String city = arguments.path("city").asString();
        if (!HIGHS.containsKey(city)) {
            return "没有名为 " + city + " 的城市";
        }
        ObjectNode result = JsonNodeFactory.instance.objectNode();
        if (tool.equals("current_weather")) {
            day(result, city, 0);
            result.put("temperatureCelsius", new BigDecimal("4.5"));
        } else {
            result.put("city", city);
            ArrayNode days = result.putArray("days");
            for (int i = 0; i < arguments.path("days").asInt(3); i++) {
                day(days.addObject(), city, i);
            }
        }
        return result.put("source", "climate table: monthly normal, not a measurement")
                .toString();
    }

    private static void day(ObjectNode day, String city, int offset) {
        day.put("city", city);
        day.put("date", LocalDate.now(Wire.MONDAY).plusDays(offset).toString());
        day.put("highCelsius", new BigDecimal(HIGHS.get(city)).add(BigDecimal.valueOf(offset)));
        day.put("lowCelsius", new BigDecimal("-0.8"));
        day.put("precipitationMm", new BigDecimal("0.4"));
    }

    private static String compare(JsonNode first, JsonNode second) {
        BigDecimal difference = first.path("highCelsius")
                .asDecimal()
                .subtract(second.path("highCelsius").asDecimal());
        JsonNode warmer = difference.signum() >= 0 ? first : second;
        return JsonNodeFactory.instance
                .objectNode()
                .put("warmer", warmer.path("city").asString())
                .put("differenceCelsius", difference.abs())
                .toString();
    }
}
