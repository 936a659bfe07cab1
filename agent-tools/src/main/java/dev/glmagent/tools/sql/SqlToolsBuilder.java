package dev.glmagent.tools.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.time.Duration;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import javax.sql.DataSource;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Settings of {@link SqlTools}. */
public final class SqlToolsBuilder {

    private static final Logger log = LoggerFactory.getLogger(SqlTools.class);

    private final DataSource source;
    private final Set<String> tables = new LinkedHashSet<>();
    private final Set<String> functions = new LinkedHashSet<>();
    private int maxRows = 200;
    private Duration timeout = Duration.ofSeconds(10);
    private boolean weakRoleAccepted;

    SqlToolsBuilder(DataSource source) {
        this.source = source;
    }

    /**
     * Shows only these tables, and takes only queries that name no others. The wall behind it is what the role may
     * SELECT; to hide columns, grant a view instead of its table.
     *
     * @param names tables or views, with their schema unless it is the usual one ({@code public})
     * @return this
     */
    public SqlToolsBuilder onlyTables(String... names) {
        for (String name : names) {
            tables.add(name.toLowerCase(Locale.ROOT));
        }
        return this;
    }

    /**
     * Allows functions in queries besides those of standard SQL that only compute.
     *
     * @param names functions without their schema
     * @return this
     */
    public SqlToolsBuilder allowFunctions(String... names) {
        for (String name : names) {
            functions.add(name.toLowerCase(Locale.ROOT));
        }
        return this;
    }

    /**
     * How many rows a query may return.
     *
     * @param rows 1 to 10,000; 200 by default
     * @return this
     */
    public SqlToolsBuilder maxRows(int rows) {
        if (rows < 1 || rows > 10_000) {
            throw new IllegalArgumentException("maxRows is " + rows + "; expected 1 to 10,000");
        }
        maxRows = rows;
        return this;
    }

    /**
     * How long a query may run; it is cancelled then.
     *
     * @param limit at least 1 ms, at most 25 s as the call itself ends after 30; 10 s by default
     * @return this
     */
    public SqlToolsBuilder timeout(Duration limit) {
        if (limit.toMillis() < 1 || limit.compareTo(Duration.ofSeconds(25)) > 0) {
            throw new IllegalArgumentException("timeout is " + limit + "; expected PT0.001S to PT25S");
        }
        timeout = limit;
        return this;
    }

    /**
     * Takes a role that may do more than read, or that cannot be checked. What keeps a model from changing data is then a
     * session and a check of text only, and both have been talked around before.
     *
     * @return this
     */
    public SqlToolsBuilder dangerouslyAcceptRole() {
        weakRoleAccepted = true;
        return this;
    }

    /**
     * Connects once, to look at the role.
     *
     * @return the tools
     * @throws IllegalStateException when the role may do more than read, or the database cannot be reached
     */
    public SqlTools build() {
        Dialect dialect;
        List<String> weaknesses;
        try (Connection connection = source.getConnection()) {
            dialect = Dialect.of(connection);
            weaknesses = RoleCheck.weaknesses(connection, dialect);
        } catch (SQLException e) {
            throw new IllegalStateException("the role of the database connection cannot be looked at", e);
        }
        if (!weaknesses.isEmpty() && !weakRoleAccepted) {
            throw new IllegalStateException(
                    "a model may get only a connection that cannot change anything, but\n  "
                            + String.join("\n  ", weaknesses)
                            + "\nFix: connect as a role with SELECT only, see docs/tools-catalogue.md, or say dangerouslyAcceptRole().");
        }
        weaknesses.forEach(weakness -> log.warn("the connection given to a model can do more than read: {}", weakness));
        Tables shown = new Tables(dialect, tables);
        return new SqlTools(new Database(source, dialect, shown, maxRows, timeout), new SelectCheck(shown, functions));
    }
}
