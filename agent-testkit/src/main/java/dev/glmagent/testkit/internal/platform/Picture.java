package dev.glmagent.testkit.internal.platform;

import java.awt.BasicStroke;
import java.awt.Color;
import java.awt.GradientPaint;
import java.awt.Graphics2D;
import java.awt.RenderingHints;
import java.awt.geom.Ellipse2D;
import java.awt.geom.Path2D;
import java.awt.image.BufferedImage;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Random;
import javax.imageio.ImageIO;

/**
 * Draws a landscape from a prompt: a colour it names is the colour of the picture, night and snow change the sky and the
 * hills, and the rest comes from the prompt's hash, so one prompt gives one picture.
 */
final class Picture {

    private static final Map<String, Color> COLOURS = new LinkedHashMap<>();

    static {
        COLOURS.put("红|red", new Color(0xC6, 0x3D, 0x2F));
        COLOURS.put("橙|orange", new Color(0xE0, 0x7B, 0x2A));
        COLOURS.put("黄|yellow", new Color(0xE2, 0xB9, 0x2F));
        COLOURS.put("绿|green", new Color(0x3D, 0x8B, 0x4E));
        COLOURS.put("蓝|blue", new Color(0x2F, 0x6D, 0xB5));
        COLOURS.put("紫|purple", new Color(0x7A, 0x4B, 0xA0));
        COLOURS.put("粉|pink", new Color(0xD9, 0x7A, 0x9B));
    }

    private final String prompt;
    private final int width;
    private final int height;
    private final Random random;

    private Picture(String prompt, int width, int height) {
        this.prompt = prompt.toLowerCase(Locale.ROOT);
        this.width = width;
        this.height = height;
        this.random = new Random(prompt.hashCode());
    }

    /** A PNG file. */
    static byte[] png(String prompt, int width, int height) {
        BufferedImage image = new BufferedImage(width, height, BufferedImage.TYPE_INT_RGB);
        Graphics2D canvas = image.createGraphics();
        canvas.setRenderingHint(RenderingHints.KEY_ANTIALIASING, RenderingHints.VALUE_ANTIALIAS_ON);
        new Picture(prompt, width, height).draw(canvas);
        canvas.dispose();
        ByteArrayOutputStream file = new ByteArrayOutputStream();
        try {
            ImageIO.write(image, "png", file);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return file.toByteArray();
    }

    private boolean says(String words) {
        return prompt.matches("(?s).*(" + words + ").*");
    }

    private void draw(Graphics2D canvas) {
        boolean night = says("夜|night|moon|月");
        Color main = COLOURS.entrySet().stream()
                .filter(colour -> says(colour.getKey()))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElseGet(() -> Color.getHSBColor(random.nextFloat(), 0.55f, 0.75f));
        Color sky = night ? new Color(0x12, 0x1B, 0x3A) : mix(main, Color.WHITE, 0.75f);
        canvas.setPaint(new GradientPaint(0, 0, sky, 0, height, mix(sky, Color.WHITE, night ? 0.15f : 0.6f)));
        canvas.fillRect(0, 0, width, height);
        double size = Math.min(width, height) * 0.18;
        canvas.setPaint(night ? new Color(0xF3, 0xEF, 0xD9) : new Color(0xFB, 0xD7, 0x6B));
        canvas.fill(new Ellipse2D.Double(width * (0.15 + 0.6 * random.nextDouble()), height * 0.12, size, size));
        Color ground = says("雪|snow") ? new Color(0xEE, 0xF3, 0xF7) : mix(main, Color.BLACK, 0.15f);
        for (int layer = 0; layer < 4; layer++) {
            canvas.setPaint(mix(ground, night ? Color.BLACK : Color.WHITE, 0.5f - layer * 0.15f));
            canvas.fill(hills(0.45 + layer * 0.13));
        }
        subject(canvas, main);
    }

    private Path2D hills(double from) {
        Path2D hills = new Path2D.Double();
        double phase = random.nextDouble() * 6;
        hills.moveTo(0, height);
        for (int x = 0; x <= width; x += 8) {
            double wave = Math.sin(phase + x * 5.0 / width) + 0.4 * Math.sin(phase * 2 + x * 13.0 / width);
            hills.lineTo(x, height * (from + 0.05 * wave));
        }
        hills.lineTo(width, height);
        hills.closePath();
        return hills;
    }

    /** One shape in front stands for what the prompt is about. */
    private void subject(Graphics2D canvas, Color main) {
        double size = Math.min(width, height) * 0.22;
        double x = width * (0.35 + 0.3 * random.nextDouble()) - size / 2;
        double y = height * 0.68 - size / 2;
        canvas.setPaint(mix(main, Color.BLACK, 0.1f));
        canvas.setStroke(new BasicStroke((float) (size * 0.07)));
        int corners = 3 + random.nextInt(5);
        Path2D shape = new Path2D.Double();
        for (int i = 0; i < corners * 2; i++) {
            double radius = size * (i % 2 == 0 ? 0.55 : 0.3);
            double angle = Math.PI * i / corners - Math.PI / 2;
            double px = x + size / 2 + radius * Math.cos(angle);
            double py = y + size / 2 + radius * Math.sin(angle);
            if (i == 0) {
                shape.moveTo(px, py);
            } else {
                shape.lineTo(px, py);
            }
        }
        shape.closePath();
        canvas.fill(shape);
        canvas.setPaint(Color.WHITE);
        canvas.draw(shape);
    }

    private static Color mix(Color one, Color other, float share) {
        float rest = 1 - share;
        return new Color(
                Math.round(one.getRed() * rest + other.getRed() * share),
                Math.round(one.getGreen() * rest + other.getGreen() * share),
                Math.round(one.getBlue() * rest + other.getBlue() * share));
    }
}
