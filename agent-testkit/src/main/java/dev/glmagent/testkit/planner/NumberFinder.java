package dev.glmagent.testkit.planner;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;

/** The numbers a question names: in digits, English words up to twenty, Chinese numerals. */
final class NumberFinder {

    /** Not the digits in {@code A1024} or {@code 12-34}, which are names. */
    private static final Pattern DIGITS = Pattern.compile("(?<![A-Za-z0-9_.-])\\d+(?:\\.\\d+)?(?![A-Za-z0-9_-])");

    private static final List<String> ENGLISH = List.of(
            ("zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen"
                            + " seventeen eighteen nineteen twenty")
                    .split(" "));

    private static final Pattern WORDS =
            Pattern.compile("\\b(" + String.join("|", ENGLISH) + ")\\b", Pattern.CASE_INSENSITIVE);

    private static final Pattern CHINESE = Pattern.compile("[零一二两三四五六七八九十百千]+");

    /** What makes a name of the numeral: 第一, 周三, 星期三, 礼拜三, 统一, 唯一, 万一. */
    private static final String NO_COUNT_AFTER = "第周期拜统唯万";

    /** Words in which the numeral counts nothing. */
    private static final Set<String> IDIOMS = Set.of("一下", "一起", "一些", "一样", "一点", "一直", "一共", "一定");

    private NumberFinder() {}

    static List<Found<BigDecimal>> find(String text) {
        List<Found<BigDecimal>> numbers = new ArrayList<>();
        DIGITS.matcher(text).results().forEach(match -> numbers.add(found(match)));
        WORDS.matcher(text).results().forEach(match -> numbers.add(found(match)));
        CHINESE.matcher(text)
                .results()
                .filter(match -> counts(text, match))
                .forEach(match -> numbers.add(found(match)));
        numbers.sort(Comparator.comparingInt(Found::start));
        return numbers;
    }

    /** The value of one number as {@link #find} finds it. */
    static BigDecimal parse(String number) {
        int word = ENGLISH.indexOf(number.toLowerCase(Locale.ROOT));
        if (word >= 0) {
            return BigDecimal.valueOf(word);
        }
        if (CHINESE.matcher(number).matches()) {
            return BigDecimal.valueOf(chinese(number));
        }
        // 12.50 and 12.5 make the same argument, and 300 is not written 3E+2.
        BigDecimal value = new BigDecimal(number).stripTrailingZeros();
        return value.scale() < 0 ? value.setScale(0) : value;
    }

    private static Found<BigDecimal> found(MatchResult match) {
        return new Found<>(parse(match.group()), match.start(), match.end());
    }

    private static boolean counts(String text, MatchResult match) {
        String withNext = text.substring(match.start(), Math.min(text.length(), match.end() + 1));
        boolean ordinal = match.start() > 0 && NO_COUNT_AFTER.indexOf(text.charAt(match.start() - 1)) >= 0;
        return !IDIOMS.contains(withNext) && !ordinal;
    }

    /** 二十五 is 25, 三百零二 is 302; digits without powers between them stand side by side: 二零 is 20. */
    private static long chinese(String numeral) {
        long total = 0;
        long digit = 0;
        boolean digitSeen = false;
        for (int i = 0; i < numeral.length(); i++) {
            char c = numeral.charAt(i);
            int value = c == '两' ? 2 : "零一二三四五六七八九".indexOf(c);
            if (value >= 0) {
                digit = digitSeen && digit > 0 ? digit * 10 + value : value;
                digitSeen = true;
            } else {
                long power = c == '十' ? 10 : c == '百' ? 100 : 1000;
                total += (digitSeen ? digit : 1) * power;
                digit = 0;
                digitSeen = false;
            }
        }
        return total + digit;
    }
}
