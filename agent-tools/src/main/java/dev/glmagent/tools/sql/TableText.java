package dev.glmagent.tools.sql;

import java.util.List;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** Rows as lines of cells. */
final class TableText {

    /** The tool's result ends at 16,000 characters, and its middle would be lost. */
    private static final int MAX_CHARACTERS = 12_000;

    private TableText() {}

    static String of(QueryResult result) {
        StringBuilder text = new StringBuilder(line(result.columns())).append('\n');
        int shown = 0;
        for (List<@Nullable String> row : result.rows()) {
            String line = line(row);
            if (text.length() + line.length() > MAX_CHARACTERS) {
                break;
            }
            text.append(line).append('\n');
            shown++;
        }
        boolean all = shown == result.rows().size() && !result.truncated();
        text.append(shown == 1 ? "1 row" : shown + " rows");
        return text.append(all ? "" : ", not all: there is more; aggregate, or ask for less")
                .toString();
    }

    private static String line(List<? extends @Nullable String> cells) {
        return cells.stream().map(TableText::cell).collect(Collectors.joining(" | "));
    }

    private static String cell(@Nullable String value) {
        return value == null
                ? "NULL"
                : value.replace("|", "\\|").replace("\r", "").replace("\n", "\\n");
    }
}
