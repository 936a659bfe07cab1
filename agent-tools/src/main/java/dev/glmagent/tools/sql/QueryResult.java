package dev.glmagent.tools.sql;

import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The rows of a query as the program gets them beside the model's text ({@code ToolResult.Ok.data}).
 *
 * @param sql the statement that ran
 * @param columns their labels
 * @param rows the cells as text, null for NULL
 * @param truncated whether there were more rows or columns, or longer cells
 */
public record QueryResult(String sql, List<String> columns, List<List<@Nullable String>> rows, boolean truncated) {

    /** Copies the lists. */
    public QueryResult {
        columns = List.copyOf(columns);
        rows = rows.stream().map(Collections::unmodifiableList).toList();
    }
}
