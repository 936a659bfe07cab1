package dev.glmagent.tools.sql;

import dev.glmagent.tool.ToolException;
import java.sql.Connection;
import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** The tables that may be seen, read from the database's own description. */
final class Tables {

    private static final int MAX_TABLES = 300;
    private static final Set<String> SYSTEM = Set.of("pg_catalog", "information_schema", "pg_toast", "sys");

    private final Dialect dialect;
    private final Set<String> only;

    /**
     * @param only names in lower case, with their schema unless it is the usual one; empty for all
     */
    Tables(Dialect dialect, Set<String> only) {
        this.dialect = dialect;
        this.only = Set.copyOf(only);
    }

    private record Table(@Nullable String catalog, @Nullable String schema, String name, String kind, String remarks) {}

    boolean allows(String name) {
        return only.isEmpty() || only.contains(name.toLowerCase(Locale.ROOT));
    }

    String list(Connection connection) throws SQLException {
        List<String> lines = new ArrayList<>();
        all(connection)
                .forEach((name, table) -> lines.add(name
                        + (table.kind().contains("VIEW") ? "  (view)" : "")
                        + (table.remarks().isEmpty() ? "" : "  -- " + table.remarks())));
        if (lines.isEmpty()) {
            return "(no tables)";
        }
        return lines.size() > MAX_TABLES
                ? String.join("\n", lines.subList(0, MAX_TABLES)) + "\n(and " + (lines.size() - MAX_TABLES) + " more)"
                : String.join("\n", lines);
    }

    String describe(Connection connection, String name) throws SQLException {
        Map<String, Table> all = all(connection);
        Table table = all.get(name.strip());
        if (table == null) {
            throw new ToolException("there is no table \"" + name + "\"; list_tables tells what there is");
        }
        DatabaseMetaData meta = connection.getMetaData();
        StringBuilder text = new StringBuilder(name.strip()).append('\n');
        try (ResultSet rows = meta.getColumns(table.catalog(), null, "%", "%")) {
            while (rows.next()) {
                if (isOf(table, rows, "TABLE_SCHEM", "TABLE_NAME")) {
                    text.append("  ")
                            .append(rows.getString("COLUMN_NAME"))
                            .append("  ")
                            .append(rows.getString("TYPE_NAME"));
                    text.append("NO".equals(rows.getString("IS_NULLABLE")) ? "  not null" : "");
                    String remarks = rows.getString("REMARKS");
                    text.append(remarks == null || remarks.isEmpty() ? "" : "  -- " + remarks)
                            .append('\n');
                }
            }
        }
        List<String> key = new ArrayList<>();
        try (ResultSet rows = meta.getPrimaryKeys(table.catalog(), table.schema(), table.name())) {
            while (rows.next()) {
                key.add(rows.getString("COLUMN_NAME"));
            }
        }
        if (!key.isEmpty()) {
            text.append("primary key: ").append(String.join(", ", key)).append('\n');
        }
        try (ResultSet rows = meta.getImportedKeys(table.catalog(), table.schema(), table.name())) {
            while (rows.next()) {
                String other = shown(rows.getString("PKTABLE_SCHEM"), rows.getString("PKTABLE_NAME"));
                if (all.containsKey(other)) {
                    text.append(rows.getString("FKCOLUMN_NAME"))
                            .append(" refers to ")
                            .append(other);
                    text.append('.').append(rows.getString("PKCOLUMN_NAME")).append('\n');
                }
            }
        }
        return text.toString().stripTrailing();
    }

    private static boolean isOf(Table table, ResultSet row, String schema, String name) throws SQLException {
        return table.name().equals(row.getString(name))
                && String.valueOf(table.schema()).equals(String.valueOf(row.getString(schema)));
    }

    private Map<String, Table> all(Connection connection) throws SQLException {
        Map<String, Table> found = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
        try (ResultSet rows = connection.getMetaData().getTables(connection.getCatalog(), null, "%", null)) {
            while (rows.next()) {
                String kind = String.valueOf(rows.getString("TABLE_TYPE"));
                String schema = rows.getString("TABLE_SCHEM");
                boolean isTable = (kind.endsWith("TABLE") && !kind.startsWith("SYSTEM")) || kind.endsWith("VIEW");
                if (!isTable || (schema != null && SYSTEM.contains(schema.toLowerCase(Locale.ROOT)))) {
                    continue;
                }
                String name = rows.getString("TABLE_NAME");
                String remarks = rows.getString("REMARKS");
                if (allows(shown(schema, name)) && isReadable(connection, schema, name)) {
                    Table table =
                            new Table(rows.getString("TABLE_CAT"), schema, name, kind, remarks == null ? "" : remarks);
                    found.put(shown(schema, name), table);
                }
            }
        }
        return found;
    }

    /** PostgreSQL describes tables to roles that may not read them. */
    private boolean isReadable(Connection connection, @Nullable String schema, String name) throws SQLException {
        if (dialect != Dialect.POSTGRESQL) {
            return true;
        }
        try (PreparedStatement statement = connection.prepareStatement(
                "select has_schema_privilege(?, 'usage') and has_any_column_privilege(format('%I.%I', ?, ?), 'select')")) {
            statement.setString(1, schema);
            statement.setString(2, schema);
            statement.setString(3, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next() && row.getBoolean(1);
            }
        }
    }

    private String shown(@Nullable String schema, String name) {
        return schema == null || schema.isEmpty() || schema.equals(dialect.usualSchema()) ? name : schema + "." + name;
    }
}
