package dev.glmagent.session;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.regex.Pattern;
import javax.sql.DataSource;

/**
 * Keeps sessions in two tables of a database: one row per session with its version, and one row per record. Tried with
 * PostgreSQL and H2; it speaks plain SQL only.
 *
 * <pre>{@code
 * Agent agent = Agent.builder()
 *         .model(model)
 *         .sessions(new JdbcSessionStore(dataSource).createTables())
 *         .build();
 * }</pre>
 *
 * <p>An append is a short transaction of its own, on a connection of its own: it is neither part of a transaction of yours nor
 * rolled back with it.
 */
public final class JdbcSessionStore implements SessionStore {

    private static final Pattern PREFIX = Pattern.compile("([A-Za-z_][A-Za-z0-9_]*\\.)?[A-Za-z_][A-Za-z0-9_]{0,30}");

    private final DataSource database;
    private final String sessions;
    private final String records;

    /**
     * A store in the tables {@code agent_session} and {@code agent_session_record}.
     *
     * @param database gives connections; a pool, as one is taken for each read and append
     */
    public JdbcSessionStore(DataSource database) {
        this(database, "agent_");
    }

    /**
     * A store in tables of other names.
     *
     * @param database gives connections; a pool, as one is taken for each read and append
     * @param tablePrefix what the names {@code session} and {@code session_record} begin with: letters, digits and underscores,
     *     and a schema with a dot before them if you like
     * @throws IllegalArgumentException when it is no such prefix
     */
    public JdbcSessionStore(DataSource database, String tablePrefix) {
        if (!PREFIX.matcher(tablePrefix).matches()) {
            throw new IllegalArgumentException("\"" + tablePrefix + "\" is no prefix of table names."
                    + " Expected: letters, digits and underscores, such as agent_ or chat.agent_");
        }
        this.database = database;
        this.sessions = tablePrefix + "session";
        this.records = tablePrefix + "session_record";
    }

    /**
     * The tables, for your own migrations. {@code TEXT} has to hold any length: take {@code LONGTEXT} for MySQL and {@code CLOB}
     * for Oracle.
     *
     * @return two statements, each of which does nothing when its table is there
     */
    public List<String> ddl() {
        return List.of(
                "CREATE TABLE IF NOT EXISTS " + sessions + " (session_key VARCHAR(64) PRIMARY KEY,"
                        + " session_id VARCHAR(200) NOT NULL, version INTEGER NOT NULL, written_at BIGINT NOT NULL)",
                "CREATE TABLE IF NOT EXISTS " + records
                        + " (session_key VARCHAR(64) NOT NULL, version INTEGER NOT NULL,"
                        + " record TEXT NOT NULL, PRIMARY KEY (session_key, version))");
    }

    /**
     * Makes the tables where they are not there.
     *
     * @return this store
     * @throws SessionStoreException when they cannot be made
     */
    public JdbcSessionStore createTables() {
        inTransaction("The tables of sessions cannot be made", connection -> {
            for (String statement : ddl()) {
                execute(connection, statement);
            }
            return 0;
        });
        return this;
    }

    @Override
    public List<String> read(SessionId id) {
        return inTransaction("The session " + id + " cannot be read", connection -> {
            List<String> found = new ArrayList<>();
            try (PreparedStatement query = prepare(
                            connection,
                            "SELECT record FROM " + records + " WHERE session_key = ? ORDER BY version",
                            id.key());
                    ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    found.add(rows.getString(1));
                }
            }
            return found;
        });
    }

    @Override
    public void append(SessionId id, int version, String record) {
        int next = version + 1;
        long now = System.currentTimeMillis();
        boolean moved = inTransaction("The session " + id + " cannot be written", connection -> {
            // The row of the session is the lock: of two writers the second waits for it and then finds another
            // version.
            if (!(version == 0 ? begins(connection, id, now) : moves(connection, id, version, now))) {
                return false;
            }
            execute(
                    connection,
                    "INSERT INTO " + records + " (session_key, version, record) VALUES (?, ?, ?)",
                    id.key(),
                    next,
                    record);
            return true;
        });
        if (!moved) {
            throw SessionBusyException.at(id, version, version(id));
        }
    }

    private boolean begins(Connection connection, SessionId id, long now) throws SQLException {
        try {
            execute(
                    connection,
                    "INSERT INTO " + sessions + " (session_key, session_id, version, written_at) VALUES (?, ?, 1, ?)",
                    id.key(),
                    id.value(),
                    now);
            return true;
        } catch (SQLException e) {
            if (e.getSQLState() != null
                    && e.getSQLState().startsWith("23")) { // integrity: the session is there already
                connection.rollback(); // PostgreSQL commits nothing after an error
                return false;
            }
            throw e;
        }
    }

    private boolean moves(Connection connection, SessionId id, int version, long now) throws SQLException {
        return execute(
                        connection,
                        "UPDATE " + sessions + " SET version = ?, written_at = ? WHERE session_key = ? AND version = ?",
                        version + 1,
                        now,
                        id.key(),
                        version)
                == 1;
    }

    private int version(SessionId id) {
        return inTransaction("The session " + id + " cannot be read", connection -> {
            try (PreparedStatement query = prepare(
                            connection, "SELECT version FROM " + sessions + " WHERE session_key = ?", id.key());
                    ResultSet row = query.executeQuery()) {
                return row.next() ? row.getInt(1) : 0;
            }
        });
    }

    @Override
    public void delete(SessionId id) {
        inTransaction("The session " + id + " cannot be deleted", connection -> {
            execute(connection, "DELETE FROM " + sessions + " WHERE session_key = ?", id.key());
            return execute(connection, "DELETE FROM " + records + " WHERE session_key = ?", id.key());
        });
    }

    @Override
    public int deleteIdleSince(Instant since) {
        long limit = since.toEpochMilli();
        List<String> idle = inTransaction("Idle sessions cannot be found", connection -> {
            List<String> keys = new ArrayList<>();
            try (PreparedStatement query = prepare(
                            connection, "SELECT session_key FROM " + sessions + " WHERE written_at < ?", limit);
                    ResultSet rows = query.executeQuery()) {
                while (rows.next()) {
                    keys.add(rows.getString(1));
                }
            }
            return keys;
        });
        int deleted = 0;
        for (String key : idle) {
            deleted += inTransaction("Idle sessions cannot be deleted", connection -> {
                int found = execute(
                        connection,
                        "DELETE FROM " + sessions + " WHERE session_key = ? AND written_at < ?",
                        key,
                        limit);
                if (found > 0) {
                    execute(connection, "DELETE FROM " + records + " WHERE session_key = ?", key);
                }
                return found;
            });
        }
        return deleted;
    }

    private interface Work<T> {
        T run(Connection connection) throws SQLException;
    }

    private <T> T inTransaction(String failure, Work<T> work) {
        try (Connection connection = database.getConnection()) {
            boolean before = connection.getAutoCommit();
            connection.setAutoCommit(false);
            try {
                T result = work.run(connection);
                connection.commit();
                return result;
            } catch (SQLException | RuntimeException e) {
                rollBack(connection, e);
                throw e;
            } finally {
                connection.setAutoCommit(before);
            }
        } catch (SQLException e) {
            throw new SessionStoreException(failure, e);
        }
    }

    private static void rollBack(Connection connection, Exception because) {
        try {
            connection.rollback();
        } catch (SQLException e) {
            because.addSuppressed(e);
        }
    }

    private static int execute(Connection connection, String sql, Object... values) throws SQLException {
        try (PreparedStatement statement = prepare(connection, sql, values)) {
            return statement.executeUpdate();
        }
    }

    private static PreparedStatement prepare(Connection connection, String sql, Object... values) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        for (int i = 0; i < values.length; i++) {
            statement.setObject(i + 1, values[i]);
        }
        return statement;
    }
}
