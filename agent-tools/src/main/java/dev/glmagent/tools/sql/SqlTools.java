package dev.glmagent.tools.sql;

import dev.glmagent.tool.Param;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolResult;
import dev.glmagent.tools.internal.ForeignText;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/**
 * Lets a model ask a database: which tables there are, what they hold, and one SELECT at a time. Three layers keep it from
 * changing anything: a role that may only read, which is checked when the tools are made; a read-only session; and a
 * check of the text.
 *
 * <pre>{@code
 * ToolRegistry tools = ToolRegistry.of(SqlTools.over(dataSourceOfAReadOnlyRole));
 * }</pre>
 */
public final class SqlTools {

    private final Database database;
    private final SelectCheck check;

    SqlTools(Database database, SelectCheck check) {
        this.database = database;
        this.check = check;
    }

    /**
     * The tools over everything the role may read.
     *
     * @param source connections of a role that may only read; at most four are taken at a time
     * @return the tools
     * @throws IllegalStateException when the role may do more than read, or the database cannot be reached
     */
    public static SqlTools over(DataSource source) {
        return builder(source).build();
    }

    /**
     * The tools, with settings.
     *
     * @param source connections of a role that may only read
     * @return a builder
     */
    public static SqlToolsBuilder builder(DataSource source) {
        return new SqlToolsBuilder(source);
    }

    /**
     * Lists tables.
     *
     * @return one line each
     */
    @Tool(
            name = "list_tables",
            readOnly = true,
            value = "List the tables and views of the database. Ask this first. 列出数据库中的表和视图")
    public String listTables() {
        return ForeignText.quote("the database", database.listTables());
    }

    /**
     * Describes a table.
     *
     * @param table its name
     * @return its columns, primary key and foreign keys
     */
    @Tool(
            name = "describe_table",
            readOnly = true,
            value = "Show the columns, types, primary key and foreign keys of a table. 查看表的列、类型、主键和外键")
    public String describeTable(@Param("Name of a table as list_tables gave it 表名") String table) {
        return ForeignText.quote("the database", database.describe(table));
    }

    /**
     * Runs one SELECT.
     *
     * @param sql the statement
     * @param parameters values for its question marks
     * @return a table as text, with a {@link QueryResult} as data
     */
    @Tool(
            name = "query_database",
            readOnly = true,
            value =
                    "Run one SELECT statement and get its rows. Look at the tables first; write values as ? and give them as"
                            + " parameters. 执行一条 SELECT 查询并返回结果")
    public ToolResult query(
            @Param("One SELECT, WITH or VALUES statement, without comments SQL 查询语句") String sql,
            @Param("Values for the ? of the statement, in order 参数") Optional<List<String>> parameters) {
        String statement = check.checked(sql);
        QueryResult result = database.query(statement, parameters.orElse(List.of()));
        return ToolResult.ok(ForeignText.quote("the database", TableText.of(result)))
                .withData(result);
    }
}
