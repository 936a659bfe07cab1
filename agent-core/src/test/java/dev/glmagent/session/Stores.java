package dev.glmagent.session;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;

/** One store of each kind, empty. */
public final class Stores implements AutoCloseable {

    /** A store with the name of its kind. */
    public record Named(String name, SessionStore store) {
        @Override
        public String toString() {
            return name;
        }
    }

    private final EmbeddedPostgres postgres;
    private final Path directory;

    private Stores(EmbeddedPostgres postgres, Path directory) {
        this.postgres = postgres;
        this.directory = directory;
    }

    public static Stores start(Path directory) throws IOException {
        return new Stores(EmbeddedPostgres.builder().start(), directory);
    }

    public List<Named> all() {
        return List.of(
                new Named("memory", new InMemorySessionStore()),
                new Named("file", new FileSessionStore(directory.resolve("sessions-" + UUID.randomUUID()))),
                new Named("H2", h2(directory.resolve("h2-" + UUID.randomUUID()))),
                new Named("PostgreSQL", postgresql()));
    }

    public static JdbcSessionStore h2(Path file) {
        JdbcDataSource database = new JdbcDataSource();
        database.setURL("jdbc:h2:file:" + file.toAbsolutePath());
        return new JdbcSessionStore(database).createTables();
    }

    public JdbcSessionStore postgresql() {
        String prefix = "t" + UUID.randomUUID().toString().substring(0, 8) + "_";
        return new JdbcSessionStore(postgres.getPostgresDatabase(), prefix).createTables();
    }

    @Override
    public void close() throws IOException {
        postgres.close();
    }
}
