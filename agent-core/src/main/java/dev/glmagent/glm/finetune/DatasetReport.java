package dev.glmagent.glm.finetune;

import dev.glmagent.glm.internal.JsonLines;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/**
 * What is wrong with a file of conversations, line by line, before the platform is asked to learn from it.
 *
 * <pre>{@code
 * DatasetReport report = DatasetReport.of(Path.of("faq.jsonl"));
 * report.problems().forEach(System.out::println);     // line 3: messages[1].role is "bot"; expected …
 * report.requireValid();
 * }</pre>
 *
 * @param lines how many lines the file has
 * @param problems the first 100 of them, at most one a line
 */
public record DatasetReport(long lines, List<Problem> problems) {

    private static final int MOST_PROBLEMS = 100;
    private static final int SHOWN = 10;

    /** Copies the problems. */
    public DatasetReport {
        problems = List.copyOf(problems);
    }

    /**
     * A line that the platform would not take.
     *
     * @param line its number, from 1
     * @param reason what is wrong, where and how it should be
     */
    public record Problem(long line, String reason) {
        @Override
        public String toString() {
            return "line " + line + ": " + reason;
        }
    }

    /**
     * Checks a file, reading a line at a time.
     *
     * @param file conversations, one JSON object a line
     * @return what is wrong
     * @throws java.io.UncheckedIOException when the file cannot be read
     */
    public static DatasetReport of(Path file) {
        List<Problem> problems = new ArrayList<>();
        try (JsonLines lines = new JsonLines(file)) {
            for (Optional<byte[]> line = lines.next(); line.isPresent(); line = lines.next()) {
                Optional<String> reason = ExampleRules.check(line.get());
                if (reason.isPresent() && problems.size() < MOST_PROBLEMS) {
                    problems.add(new Problem(lines.number(), reason.get()));
                }
            }
            if (lines.number() == 0) {
                problems.add(new Problem(1, "the file is empty"));
            }
            return new DatasetReport(lines.number(), problems);
        }
    }

    /**
     * Whether the platform would take the file.
     *
     * @return true when there is no problem
     */
    public boolean isValid() {
        return problems.isEmpty();
    }

    /**
     * Insists on a file without problems.
     *
     * @throws IllegalArgumentException when there are some, with the first 10 of them
     */
    public void requireValid() {
        if (!isValid()) {
            throw new IllegalArgumentException("The data set cannot be learnt from:\n"
                    + problems.stream().limit(SHOWN).map(Problem::toString).collect(Collectors.joining("\n"))
                    + (problems.size() > SHOWN ? "\n… and more" : ""));
        }
    }
}
