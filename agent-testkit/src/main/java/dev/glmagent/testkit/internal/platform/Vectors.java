package dev.glmagent.testkit.internal.platform;

import java.nio.charset.StandardCharsets;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * Makes vectors of texts without a model, by feature hashing: each word, each Chinese character and each pair of
 * neighbouring ones adds to four places of the vector. Texts that share words are near, the same text gives the same
 * vector on every machine, and nothing is known of what words mean. Vectors have length 1.
 */
final class Vectors {

    private static final Pattern WORD = Pattern.compile("\\p{IsHan}|[\\p{L}\\p{N}&&[^\\p{IsHan}]]+");

    /** Places a feature touches: with one alone, two words that fall together could not be told apart. */
    private static final int PLACES = 4;

    private Vectors() {}

    static double[] of(String text, int dimensions) {
        double[] vector = new double[dimensions];
        Matcher words = WORD.matcher(text.toLowerCase(Locale.ROOT));
        String before = "";
        while (words.find()) {
            String word = words.group();
            boolean han = Character.isIdeographic(word.codePointAt(0));
            add(vector, word, han ? 0.5 : 1);
            if (!before.isEmpty()) {
                add(vector, before + " " + word, han ? 1 : 0.3);
            }
            before = word;
        }
        return normalised(vector);
    }

    /** At most 1; 0 when one of them has no word. */
    static double nearness(String one, String other) {
        if (!WORD.matcher(one).find() || !WORD.matcher(other).find()) {
            return 0;
        }
        double[] a = of(one, 512);
        double[] b = of(other, 512);
        double sum = 0;
        for (int i = 0; i < a.length; i++) {
            sum += a[i] * b[i];
        }
        return sum;
    }

    private static void add(double[] vector, String feature, double weight) {
        CRC32 hash = new CRC32();
        hash.update(feature.getBytes(StandardCharsets.UTF_8));
        long seed = hash.getValue() * 0x9E3779B97F4A7C15L;
        for (int i = 0; i < PLACES; i++) {
            // SplitMix64, so that neighbouring seeds give unrelated places.
            seed += 0x9E3779B97F4A7C15L;
            long mixed = (seed ^ (seed >>> 30)) * 0xBF58476D1CE4E5B9L;
            mixed = (mixed ^ (mixed >>> 27)) * 0x94D049BB133111EBL;
            int place = (int) Long.remainderUnsigned(mixed ^ (mixed >>> 31), vector.length);
            vector[place] += mixed < 0 ? -weight : weight;
        }
    }

    private static double[] normalised(double[] vector) {
        double square = 0;
        for (double value : vector) {
            square += value * value;
        }
        if (square == 0) {
            vector[0] = 1;
            return vector;
        }
        double length = Math.sqrt(square);
        for (int i = 0; i < vector.length; i++) {
            vector[i] = vector[i] / length;
        }
        return vector;
    }
}
