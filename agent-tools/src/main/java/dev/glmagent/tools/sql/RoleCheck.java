package dev.glmagent.tools.sql;

import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;

/** Finds out what the connection's role could do beyond reading, whatever the text of a query says. */
final class RoleCheck {

    /** Every role that the login can act as, by itself or by SET ROLE. */
    private static final String MY_ROLES = "pg_roles r where pg_has_role(session_user, r.oid, 'member') and ";

    private static final String POSTGRESQL = """
            select distinct 'role ' || r.rolname || ' is a superuser or may make roles or databases, or skip row security'
              from %1$s (r.rolsuper or r.rolcreaterole or r.rolcreatedb or r.rolreplication or r.rolbypassrls)
            union all
            select distinct 'role ' || r.rolname || ' reaches files, programs, data or sessions of the server'
              from %1$s r.rolname in ('pg_read_server_files', 'pg_write_server_files', 'pg_execute_server_program',
                'pg_write_all_data', 'pg_signal_backend', 'pg_maintain', 'pg_checkpoint', 'pg_create_subscription')
            union all
            (select 'role ' || r.rolname || ' may write to ' || c.oid::regclass
              from pg_class c, %1$s c.relkind in ('r', 'p', 'v', 'f') and c.relnamespace not in
                (select oid from pg_namespace where nspname in ('pg_catalog', 'information_schema', 'pg_toast'))
                and (has_table_privilege(r.oid, c.oid, 'insert') or has_table_privilege(r.oid, c.oid, 'update')
                  or has_table_privilege(r.oid, c.oid, 'delete') or has_table_privilege(r.oid, c.oid, 'truncate')
                  or has_any_column_privilege(r.oid, c.oid, 'insert') or has_any_column_privilege(r.oid, c.oid, 'update'))
              limit 3)
            union all
            (select 'role ' || r.rolname || ' may advance ' || c.oid::regclass
              from pg_class c, %1$s c.relkind = 'S'
                and (has_sequence_privilege(r.oid, c.oid, 'usage') or has_sequence_privilege(r.oid, c.oid, 'update'))
              limit 3)
            union all
            (select 'role ' || r.rolname || ' may make things in schema ' || n.nspname
              from pg_namespace n, %1$s has_schema_privilege(r.oid, n.oid, 'create') limit 3)
            """.formatted(MY_ROLES);

    private static final String H2 = """
            select 'the user is an administrator, who reads and writes files of the host in a SELECT'
              from information_schema.users where user_name = current_user and is_admin
            union all
            (select distinct 'the user may ' || lower(privilege_type) || ' in ' || table_name
              from information_schema.table_privileges
              where privilege_type <> 'SELECT' and grantee in (current_user, 'PUBLIC') limit 3)
            """;

    private RoleCheck() {}

    /** What is wrong with the role, empty if it can only read. */
    static List<String> weaknesses(Connection connection, Dialect dialect) throws SQLException {
        return switch (dialect) {
            case POSTGRESQL -> ask(connection, POSTGRESQL);
            case H2 -> ask(connection, H2);
            case SQLITE -> sqlite(connection);
            case OTHER ->
                List.of("what the role of this kind of database may do cannot be checked: "
                        + connection.getMetaData().getDatabaseProductName());
        };
    }

    private static List<String> ask(Connection connection, String question) throws SQLException {
        List<String> answers = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(question)) {
            while (rows.next()) {
                answers.add(rows.getString(1));
            }
        }
        return answers;
    }

    /** SQLite has no roles: what counts is how the file was opened. */
    private static List<String> sqlite(Connection connection) throws SQLException {
        List<String> found = new ArrayList<>();
        if (!connection.isReadOnly()) {
            found.add("the database file is open for writing; open it with SQLiteDataSource.setReadOnly(true)");
        }
        try (Statement statement = connection.createStatement()) {
            statement.execute("attach database ':memory:' as role_check");
            statement.execute("detach database role_check");
            found.add("other files can be attached, and copies written; put ?limit_attached=0 after its name");
        } catch (SQLException refused) {
            return found;
        }
        return found;
    }
}
