package dev.glmagent.tools.sql;

import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Cancels a statement that runs too long; SQLite's own time limit does not end a query that computes. */
final class Watchdog implements AutoCloseable {

    private static final Logger log = LoggerFactory.getLogger(Watchdog.class);

    private static final ScheduledExecutorService TIMER = Executors.newSingleThreadScheduledExecutor(task -> {
        Thread thread = new Thread(task, "sql-watchdog");
        thread.setDaemon(true);
        return thread;
    });

    private final Statement statement;
    private final ScheduledFuture<?> end;
    private volatile boolean fired;

    Watchdog(Statement statement, Duration limit) {
        this.statement = statement;
        this.end = TIMER.schedule(this::fire, limit.toMillis(), TimeUnit.MILLISECONDS);
    }

    private void fire() {
        fired = true;
        try {
            statement.cancel();
        } catch (SQLException e) {
            log.warn("a query over its time could not be cancelled: {}", e.getMessage());
        }
    }

    boolean fired() {
        return fired;
    }

    @Override
    public void close() {
        end.cancel(false);
    }
}
