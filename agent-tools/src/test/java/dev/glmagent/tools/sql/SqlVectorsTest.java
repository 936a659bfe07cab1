package dev.glmagent.tools.sql;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.tool.ToolException;
import dev.glmagent.tool.ToolRegistry;
import dev.glmagent.tool.ToolResult;
import dev.glmagent.tools.Calls;
import java.io.IOException;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Statements that change, leak or never end, on real databases: against all layers together, and against each alone. */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SqlVectorsTest {

    private static final String SECRET = "root:x:0:0";

    private List<Shop> shops = List.of();
    private final Map<Shop, List<String>> before = new HashMap<>();
    private final Map<Shop, ToolRegistry> tools = new HashMap<>();
    private final Set<Shop> touched = new HashSet<>();

    @BeforeAll
    void make(@TempDir Path directory) throws IOException, SQLException {
        shops = List.of(Shop.postgresql(directory), Shop.h2(directory), Shop.sqlite(directory));
        for (Shop shop : shops) {
            before.put(shop, shop.state());
        }
    }

    @AfterEach
    void nothing_has_changed() throws IOException, SQLException {
        Set<Shop> changed = Set.copyOf(touched);
        touched.clear();
        for (Shop shop : changed) {
            assertThat(shop.state()).isEqualTo(before.get(shop));
        }
    }

    private static List<String> everywhere() {
        return List.of(
                "drop table sale",
                "select 1; drop table sale",
                "select 1; commit; drop table sale",
                "commit; drop table sale",
                "rollback; drop table sale",
                "delete from sale",
                "update product set price = 0",
                "insert into sale values (9, 1, 1)",
                "insert into sale values (9, 1, 1); commit",
                "create table made (id int)",
                "alter table sale add column x int",
                "with x as (delete from sale returning *) select * from x",
                "select * into made from sale",
                "select * from final table (insert into sale values (9, 1, 1))",
                "select 1 /* ; */; drop table sale",
                "select 1 -- \n; drop table sale",
                "sel/**/ect 1; delete from sale",
                "select '\\'; drop table sale; --'",
                "select \"a\\\"; drop table sale; --\"",
                "/*!50000 drop table sale */",
                "select 1\u0000; drop table sale",
                "select\u00A01; drop table sale",
                "select 1\uFF1B drop table sale",
                "truncate table sale",
                "grant all on product to public",
                "call nothing()",
                "explain analyze delete from sale",
                "begin; delete from sale; commit",
                "lock table sale",
                "select load_file('/etc/passwd')",
                "select 1 into outfile '/tmp/x'",
                "select benchmark(1000000000, 1)",
                "exec xp_cmdshell 'id'",
                "select * from openrowset('x', 'y', 'z')",
                "select * from read_csv('/etc/passwd')",
                "install httpfs");
    }

    private static List<String> postgresql() {
        return List.of(
                "rollback; set transaction read write; drop table sale",
                "rollback; begin read write; drop table sale; commit",
                "commit; set session characteristics as transaction read write; drop table sale",
                "commit; set default_transaction_read_only = off; drop table sale; commit",
                "select set_config('transaction_read_only', 'off', false); drop table sale",
                "select set_config('default_transaction_read_only', 'off', false)",
                "reset role; drop table sale",
                "set role postgres; drop table sale",
                "select * from product for update",
                "select * from product for no key update",
                "select * from product for share",
                "do $$ begin execute 'drop table sale'; end $$",
                "prepare x as delete from sale; execute x",
                "copy product to program 'touch made'",
                "copy (select 1) to '/tmp/made-by-vector'",
                "copy product from '/etc/passwd'",
                "select pg_read_file('/etc/passwd')",
                "select \"pg_read_file\"('/etc/passwd')",
                "select pg_catalog.pg_read_file('/etc/passwd')",
                "select pg_catalog . \"pg_read_file\" ('/etc/passwd')",
                "select pg_read_binary_file('/etc/passwd')",
                "select pg_ls_dir('/')",
                "select pg_stat_file('/etc/passwd')",
                "select pg_current_logfile()",
                "select lo_import('/etc/passwd')",
                "select lo_from_bytea(0, 'x')",
                "select lo_export(1, '/tmp/made-by-vector')",
                "select dblink('host=localhost', 'drop table sale')",
                "select nextval('counter')",
                "select setval('counter', 99)",
                "select pg_advisory_lock(1)",
                "select pg_terminate_backend(pid) from pg_stat_activity where usename = 'postgres'",
                "select query_to_xml('delete from sale', true, true, '')",
                "select pg_reload_conf()",
                "select E'\\'' ; drop table sale",
                "select U&'\\0027'; drop table sale",
                "select $a$x$a$; drop table sale",
                "select $$'$$; drop table sale; --'",
                "create temp table made (id int)",
                "create function made() returns int language sql as 'select 1'",
                "create extension dblink",
                "alter role reader superuser",
                "listen x; notify x",
                "vacuum full sale",
                "select * from hr.salary",
                "table sale; delete from sale");
    }

    private static List<String> h2() {
        return List.of(
                "select * from csvread('/etc/passwd')",
                "select file_read('/etc/passwd', 'UTF-8')",
                "select \"FILE_READ\"('/etc/passwd', 'UTF-8')",
                "call file_write('x', '%DIR%/made')",
                "select file_write('x', '%DIR%/made')",
                "call csvwrite('%DIR%/made', 'select 1')",
                "select csvwrite('%DIR%/made', 'select 1')",
                "script to '%DIR%/made'",
                "backup to '%DIR%/made'",
                "runscript from '/etc/passwd'",
                "create alias made as 'int f() { return 1; }'",
                "create alias made for \"java.lang.System.exit\"",
                "select * from link_schema('x', '', 'jdbc:h2:mem:other', 'sa', '', 'public')",
                "select next value for counter",
                "select nextval('counter')",
                "select * from final table (update product set price = 0)",
                "select * from product for update",
                "create user made password 'x' admin",
                "alter user reader admin true",
                "set mode MySQL; drop table sale",
                "shutdown",
                "execute immediate 'drop table sale'");
    }

    private static List<String> sqlite() {
        return List.of(
                "attach '%DIR%/made.db' as made; create table made.x (id int)",
                "attach database '%DIR%/made.db' as made",
                "vacuum into '%DIR%/made.db'",
                "select load_extension('%DIR%/made.so')",
                "pragma writable_schema = on",
                "pragma query_only = off; delete from sale",
                "pragma query_only = off",
                "pragma journal_mode = wal",
                "select length(randomblob(1000000000))",
                "select zeroblob(2000000000)",
                "select writefile('%DIR%/made', 'x')",
                "select readfile('/etc/passwd')",
                "select * from pragma_table_info('sale')",
                "create temp table made (id int)",
                "replace into sale values (1, 1, 1)",
                "reindex");
    }

    private static List<String> endless() {
        return List.of(
                "with recursive n(i) as (select 1 union all select i + 1 from n) select count(*) from n",
                "select count(*) from " + crossJoin());
    }

    /** Three rows to the power of thirty. */
    private static String crossJoin() {
        StringBuilder from = new StringBuilder("product p0");
        for (int i = 1; i < 30; i++) {
            from.append(", product p").append(i);
        }
        return from.toString();
    }

    private static List<String> huge() {
        return List.of(
                "select " + "(".repeat(10_000) + "1" + ")".repeat(10_000),
                "select '" + "x".repeat(1_000_000) + "'",
                "",
                ";",
                "(");
    }

    private Shop shop(String name) {
        Shop found = shops.stream()
                .filter(shop -> shop.name().equals(name))
                .findFirst()
                .orElseThrow();
        touched.add(found);
        return found;
    }

    private String at(Shop shop, String sql) {
        return sql.replace("%DIR%", shop.directory().toString());
    }

    static Stream<Arguments> vectors() {
        return Stream.of("PostgreSQL", "H2", "SQLite")
                .flatMap(name ->
                        Stream.of(everywhere(), own(name)).flatMap(List::stream).map(sql -> Arguments.of(name, sql)));
    }

    private static List<String> own(String name) {
        return switch (name) {
            case "PostgreSQL" -> postgresql();
            case "H2" -> h2();
            default -> sqlite();
        };
    }

    @ParameterizedTest
    @MethodSource("vectors")
    void all_layers_together(String name, String sql) {
        Shop shop = shop(name);
        ToolRegistry tools = this.tools.computeIfAbsent(shop, key -> ToolRegistry.of(SqlTools.over(key.reader())));

        ToolResult result = Calls.call(tools, "query_database", "sql", at(shop, sql));

        assertThat(result.isError()).as(result.text()).isTrue();
        assertThat(result.text())
                .doesNotContain(SECRET, "jdbc:", shop.directory().toString() + "/shop.db");
    }

    static Stream<String> texts() {
        return Stream.of(everywhere(), postgresql(), h2(), sqlite(), huge())
                .flatMap(List::stream)
                .filter(sql -> !sql.equals("select * from hr.salary"));
    }

    @ParameterizedTest
    @MethodSource("texts")
    void the_text_alone(String sql) {
        SelectCheck check = new SelectCheck(new Tables(Dialect.OTHER, Set.of()), Set.of());

        assertThatThrownBy(() -> check.checked(sql))
                .isInstanceOf(ToolException.class)
                .hasMessageStartingWith("the statement was not run: ");
    }

    /** PostgreSQL lets every role make large objects; only a read-only session does not. */
    static Stream<Arguments> roleStops() {
        return lowerLayersStop()
                .filter(vector -> !String.valueOf(vector.get()[1]).contains("lo_from_bytea"));
    }

    /** H2 lets every user advance every sequence, and only the check of the text does not. */
    static Stream<Arguments> lowerLayersStop() {
        return vectors()
                .filter(vector -> !(vector.get()[0].equals("H2")
                        && String.valueOf(vector.get()[1]).contains("counter")));
    }

    /** As if there were no session and no check: the role's own connection. */
    @ParameterizedTest
    @MethodSource("roleStops")
    void the_role_alone(String name, String sql) throws SQLException {
        Shop shop = shop(name);
        try (Connection connection = shop.reader().getConnection();
                Statement statement = connection.createStatement()) {
            statement.setMaxRows(10);
            assertThat(outcome(statement, at(shop, sql))).doesNotContain(SECRET);
        }
    }

    private static String outcome(Statement statement, String sql) {
        StringBuilder seen = new StringBuilder();
        try {
            boolean isRows = statement.execute(sql);
            while (isRows) {
                try (ResultSet rows = statement.getResultSet()) {
                    while (rows.next()) {
                        seen.append(rows.getString(1));
                    }
                }
                isRows = statement.getMoreResults();
            }
        } catch (SQLException refused) {
            return seen + String.valueOf(refused.getMessage());
        }
        return seen.toString();
    }

    /** The check of the text switched off. */
    @ParameterizedTest
    @MethodSource("lowerLayersStop")
    void role_and_session_without_the_text(String name, String sql) {
        Shop shop = shop(name);
        Dialect dialect = Dialect.valueOf(name.toUpperCase(java.util.Locale.ROOT));
        Database database =
                new Database(shop.reader(), dialect, new Tables(dialect, Set.of()), 10, Duration.ofSeconds(2));
        String outcome;
        try {
            outcome = database.query(at(shop, sql), List.of()).toString();
        } catch (ToolException refused) {
            outcome = refused.getMessage();
        }
        assertThat(outcome).doesNotContain(SECRET);
    }

    static Stream<String> sessionStops() {
        return everywhere().stream().filter(sql -> !sql.contains("load_file"));
    }

    /** PostgreSQL's session alone, in the hands of a superuser: all but what sets the session itself. */
    @ParameterizedTest
    @MethodSource("sessionStops")
    void the_session_alone(String sql) {
        Database database = new Database(
                shop("PostgreSQL").owner(),
                Dialect.POSTGRESQL,
                new Tables(Dialect.POSTGRESQL, Set.of()),
                10,
                Duration.ofSeconds(2));
        try {
            assertThat(database.query(sql, List.of()).rows()).hasSizeLessThan(2);
        } catch (ToolException refused) {
            assertThat(refused.getMessage()).isNotBlank();
        }
    }

    static Stream<Arguments> endlessOnes() {
        return Stream.of("PostgreSQL", "H2", "SQLite")
                .flatMap(name -> endless().stream().map(sql -> Arguments.of(name, sql)));
    }

    @ParameterizedTest
    @MethodSource("endlessOnes")
    void what_never_ends_is_stopped(String name, String sql) {
        SqlTools tools = SqlTools.builder(shop(name).reader())
                .timeout(Duration.ofMillis(500))
                .build();

        assertThat(Calls.call(ToolRegistry.of(tools), "query_database", "sql", sql)
                        .text())
                .isEqualTo("the query took longer than 0.5 s and was stopped; ask for less");
        assertThat(Calls.call(ToolRegistry.of(tools), "query_database", "sql", "select count(*) from sale")
                        .text())
                .contains("\n3\n");
    }
}
