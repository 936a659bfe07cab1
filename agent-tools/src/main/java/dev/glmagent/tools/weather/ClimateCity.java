package dev.glmagent.tools.weather;

import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/**
 * A line of the climate table.
 *
 * @param english its English name
 * @param chinese its Chinese name
 * @param names every name it is known by
 * @param zone its time zone
 * @param high mean daily maximum in °C, January first
 * @param low mean daily minimum in °C
 * @param precipitation mean monthly precipitation in mm
 */
record ClimateCity(
        String english,
        String chinese,
        List<String> names,
        ZoneId zone,
        List<Double> high,
        List<Double> low,
        List<Double> precipitation) {

    static ClimateCity parse(String line) {
        String[] cells = line.split(",", -1);
        List<String> names = new ArrayList<>(List.of(cells[0], cells[1]));
        Arrays.stream(cells[2].split("\\|")).filter(alias -> !alias.isBlank()).forEach(names::add);
        return new ClimateCity(
                cells[0],
                cells[1],
                names,
                ZoneId.of(cells[6]),
                months(cells[7], line),
                months(cells[8], line),
                months(cells[9], line));
    }

    private static List<Double> months(String cell, String line) {
        List<Double> values =
                Arrays.stream(cell.split(" ")).map(Double::valueOf).toList();
        if (values.size() != 12) {
            throw new IllegalStateException("expected 12 months, got " + values.size() + " in: " + line);
        }
        return values;
    }

    /** The name in the script of the question: a Chinese question gets a Chinese answer. */
    String nameLike(String asked) {
        return Script.isChinese(asked) ? chinese : english;
    }
}
