package dev.glmagent.tools.sql;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import javax.sql.DataSource;

/**
 * A connection made read-only as far as its database can, always rolled back, and given back as it was found. If that
 * cannot be done it is cut, so that a pool does not hand it on.
 */
final class ReadOnlySession implements AutoCloseable {

    private final Connection connection;
    private final Dialect dialect;
    private final boolean autoCommit;
    private final boolean readOnly;

    private ReadOnlySession(Connection connection, Dialect dialect) throws SQLException {
        this.connection = connection;
        this.dialect = dialect;
        this.autoCommit = connection.getAutoCommit();
        this.readOnly = connection.isReadOnly();
    }

    static ReadOnlySession open(DataSource source, Dialect dialect, Duration limit) throws SQLException {
        Connection connection = source.getConnection();
        try {
            ReadOnlySession session = new ReadOnlySession(connection, dialect);
            session.begin(limit);
            return session;
        } catch (SQLException e) {
            connection.close();
            throw e;
        }
    }

    Connection connection() {
        return connection;
    }

    private void begin(Duration limit) throws SQLException {
        switch (dialect) {
            case POSTGRESQL -> {
                connection.setAutoCommit(true);
                connection.setReadOnly(true);
                // The driver's read-only is a transaction's; a COMMIT in the text would end it, and the next is
                // read-only by this.
                execute("set session characteristics as transaction read only");
                execute("set statement_timeout = " + limit.toMillis());
            }
            case SQLITE -> execute("pragma query_only = on");
            case H2, OTHER -> connection.setReadOnly(true);
        }
        connection.setAutoCommit(false);
    }

    private void end() throws SQLException {
        connection.rollback();
        connection.setAutoCommit(true);
        switch (dialect) {
            case POSTGRESQL -> {
                execute("reset default_transaction_read_only");
                execute("reset statement_timeout");
                execute("select pg_advisory_unlock_all()");
                connection.setReadOnly(readOnly);
            }
            case SQLITE -> execute("pragma query_only = off");
            case H2, OTHER -> connection.setReadOnly(readOnly);
        }
        connection.setAutoCommit(autoCommit);
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Override
    public void close() throws SQLException {
        try {
            end();
        } catch (SQLException e) {
            connection.abort(Runnable::run);
        } finally {
            connection.close();
        }
    }
}
