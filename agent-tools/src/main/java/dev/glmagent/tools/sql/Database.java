package dev.glmagent.tools.sql;

import dev.glmagent.tool.ToolException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Types;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** The database under its limits. It does not look at the text of a statement. */
final class Database {

    private static final int MAX_COLUMNS = 50;
    private static final int MAX_CELL = 2_000;
    private static final int MAX_MESSAGE = 300;

    private final DataSource source;
    private final Dialect dialect;
    private final Tables tables;
    private final int maxRows;
    private final Duration limit;

    /** So that a model's questions cannot take all connections of a pool. */
    private final Semaphore turns = new Semaphore(4, true);

    Database(DataSource source, Dialect dialect, Tables tables, int maxRows, Duration limit) {
        this.source = source;
        this.dialect = dialect;
        this.tables = tables;
        this.maxRows = maxRows;
        this.limit = limit;
    }

    String listTables() {
        return inSession(tables::list);
    }

    String describe(String table) {
        return inSession(connection -> tables.describe(connection, table));
    }

    QueryResult query(String sql, List<String> parameters) {
        return inSession(connection -> run(connection, sql, parameters));
    }

    private interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    private <T> T inSession(Work<T> work) {
        try {
            if (!turns.tryAcquire(limit.toMillis(), TimeUnit.MILLISECONDS)) {
                throw new ToolException("the database is busy with other questions; ask again later");
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new ToolException("the question was cancelled", e);
        }
        try (ReadOnlySession session = ReadOnlySession.open(source, dialect, limit)) {
            return work.run(session.connection());
        } catch (SQLException e) {
            throw told(e);
        } finally {
            turns.release();
        }
    }

    private QueryResult run(Connection connection, String sql, List<String> parameters) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql);
                Watchdog watchdog = new Watchdog(statement, limit)) {
            statement.setMaxRows(maxRows + 1);
            statement.setFetchSize(Math.min(maxRows + 1, 100));
            try {
                for (int i = 0; i < parameters.size(); i++) {
                    dialect.bind(statement, i + 1, parameters.get(i));
                }
                try (ResultSet rows = statement.executeQuery()) {
                    return read(sql, rows);
                }
            } catch (SQLException e) {
                if (watchdog.fired() || "57014".equals(e.getSQLState())) {
                    throw new ToolException(
                            "the query took longer than " + limit.toMillis() / 1000.0
                                    + " s and was stopped; ask for less",
                            e);
                }
                throw e;
            }
        }
    }

    private QueryResult read(String sql, ResultSet rows) throws SQLException {
        ResultSetMetaData meta = rows.getMetaData();
        int width = Math.min(MAX_COLUMNS, meta.getColumnCount());
        boolean truncated = width < meta.getColumnCount();
        List<String> columns = new ArrayList<>();
        for (int i = 1; i <= width; i++) {
            columns.add(meta.getColumnLabel(i));
        }
        List<List<@Nullable String>> cells = new ArrayList<>();
        while (rows.next()) {
            if (cells.size() == maxRows) {
                truncated = true;
                break;
            }
            List<@Nullable String> row = new ArrayList<>();
            for (int i = 1; i <= width; i++) {
                String cell = isBinary(meta.getColumnType(i)) ? "(binary)" : rows.getString(i);
                boolean long_ = cell != null && cell.length() > MAX_CELL;
                truncated |= long_;
                row.add(long_ ? cell.substring(0, MAX_CELL) + "…" : cell);
            }
            cells.add(row);
        }
        return new QueryResult(sql, columns, cells, truncated);
    }

    private static boolean isBinary(int type) {
        return type == Types.BINARY || type == Types.VARBINARY || type == Types.LONGVARBINARY || type == Types.BLOB;
    }

    /** The database's own words without what it says of the connection; the class 08 is all about that. */
    private static ToolException told(SQLException e) {
        String state = String.valueOf(e.getSQLState());
        String message = String.valueOf(e.getMessage());
        if (state.startsWith("08")
                || state.startsWith("28")
                || (e.getSQLState() == null && !message.startsWith("[SQLITE_"))) {
            return new ToolException("the database did not answer", e);
        }
        String first = message.split("\\R|; SQL statement")[0];
        String words = first.length() > MAX_MESSAGE ? first.substring(0, MAX_MESSAGE) + "…" : first;
        String where = e.getSQLState() == null ? "" : " (SQLState " + state + ")";
        return new ToolException("the database refused it" + where + ": " + words, e);
    }
}
