package dev.glmagent.tools.sql;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.sqlite.SQLiteDataSource;

/** A little shop in a real database: once for its owner, once for a role that may only read. */
record Shop(String name, DataSource owner, DataSource reader, Path directory) {

    private static final List<String> SCHEMA = List.of(
            "create table product (id int primary key, name varchar(100) not null, price decimal(10,2))",
            "create table sale (id int primary key, product_id int references product(id), amount int)",
            "create view expensive as select id, name from product where price > 100",
            "insert into product values (1, '茶 tea', 12.50), (2, 'desk', 300), (3, null || 'x', null)"
                    .replace("null || 'x'", "'a|b'"),
            "insert into sale values (1, 1, 3), (2, 2, 1), (3, 1, 5)");

    @Override
    public String toString() {
        return name;
    }

    static Shop postgresql(Path directory) throws IOException, SQLException {
        EmbeddedPostgres server = EmbeddedPostgres.builder().start();
        Runtime.getRuntime().addShutdownHook(new Thread(() -> {
            try {
                server.close();
            } catch (IOException e) {
                throw new java.io.UncheckedIOException(e);
            }
        }));
        DataSource owner = server.getPostgresDatabase();
        run(owner, SCHEMA);
        run(
                owner,
                List.of(
                        "create sequence counter",
                        "create schema hr",
                        "create table hr.salary (id int)",
                        "comment on table product is 'what we sell 商品'",
                        "create role reader login password 'reader'",
                        "grant select on product, sale, expensive to reader"));
        return new Shop("PostgreSQL", owner, server.getDatabase("reader", "postgres"), directory);
    }

    static Shop h2(Path directory) throws SQLException {
        String url = "jdbc:h2:mem:" + UUID.randomUUID();
        // Only an administrator may say how long the database lives.
        DataSource owner = h2(url + ";DB_CLOSE_DELAY=-1", "sa", "");
        run(owner, SCHEMA);
        run(
                owner,
                List.of(
                        "create sequence counter",
                        "create user reader password 'reader'",
                        "grant select on schema public to reader"));
        return new Shop("H2", owner, h2(url, "reader", "reader"), directory);
    }

    private static DataSource h2(String url, String user, String password) {
        JdbcDataSource source = new JdbcDataSource();
        source.setURL(url);
        source.setUser(user);
        source.setPassword(password);
        return source;
    }

    static Shop sqlite(Path directory) throws SQLException {
        Path file = directory.resolve("shop.db");
        SQLiteDataSource owner = new SQLiteDataSource();
        owner.setUrl("jdbc:sqlite:" + file);
        run(owner, SCHEMA);
        SQLiteDataSource reader = new SQLiteDataSource();
        reader.setReadOnly(true);
        reader.setUrl("jdbc:sqlite:" + file + "?limit_attached=0&limit_length=1000000");
        return new Shop("SQLite", owner, reader, directory);
    }

    private static void run(DataSource source, List<String> statements) throws SQLException {
        try (Connection connection = source.getConnection();
                Statement statement = connection.createStatement()) {
            for (String sql : statements) {
                statement.execute(sql);
            }
        }
    }

    /** All that a statement could have changed: tables, rows, sequences, users, and files in our directory. */
    List<String> state() throws SQLException, IOException {
        List<String> state = new ArrayList<>();
        try (Connection connection = owner.getConnection();
                Statement statement = connection.createStatement()) {
            try (ResultSet rows =
                    connection.getMetaData().getTables(null, null, "%", new String[] {"TABLE", "BASE TABLE", "VIEW"})) {
                while (rows.next()) {
                    state.add(rows.getString("TABLE_SCHEM") + "." + rows.getString("TABLE_NAME"));
                }
            }
            for (String question : questions()) {
                try (ResultSet rows = statement.executeQuery(question)) {
                    while (rows.next()) {
                        state.add(question + " " + rows.getString(1));
                    }
                }
            }
        }
        try (Stream<Path> files = Files.list(directory)) {
            files.map(Path::toString).sorted().forEach(state::add);
        }
        return state;
    }

    private List<String> questions() {
        List<String> questions = new ArrayList<>(List.of(
                "select count(*) || ' ' || sum(price) || ' ' || max(name) from product",
                "select count(*) || ' ' || sum(amount) from sale"));
        if (name.equals("PostgreSQL")) {
            questions.add("select is_called || ' ' || last_value from counter");
            questions.add("select count(*) from pg_roles");
            questions.add("select count(*) from pg_largeobject_metadata");
            questions.add("select count(*) from pg_proc where pronamespace = 'public'::regnamespace");
            questions.add("select count(*) from pg_locks where locktype = 'advisory'");
        }
        if (name.equals("H2")) {
            questions.add("select base_value from information_schema.sequences");
            questions.add("select count(*) from information_schema.users");
            questions.add("select count(*) from information_schema.routines");
        }
        return questions;
    }
}
