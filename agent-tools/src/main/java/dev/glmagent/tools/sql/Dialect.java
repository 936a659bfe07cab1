package dev.glmagent.tools.sql;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.Types;
import java.util.Locale;

/** What differs from database to database. */
enum Dialect {
    POSTGRESQL("public"),
    H2("PUBLIC"),
    SQLITE(""),
    /** Any other: it has no recipe here, so its role is never taken for checked. */
    OTHER("");

    private final String usualSchema;

    Dialect(String usualSchema) {
        this.usualSchema = usualSchema;
    }

    static Dialect of(Connection connection) throws SQLException {
        return switch (connection.getMetaData().getDatabaseProductName().toLowerCase(Locale.ROOT)) {
            case "postgresql" -> POSTGRESQL;
            case "h2" -> H2;
            case "sqlite" -> SQLITE;
            default -> OTHER;
        };
    }

    /** The schema that a table's name needs not say. */
    String usualSchema() {
        return usualSchema;
    }

    /** Whether it reads back as the same text, so that nothing is lost. */
    private static boolean isNumber(String value) {
        try {
            return value.indexOf('.') < 0
                    ? Long.toString(Long.parseLong(value)).equals(value)
                    : Double.toString(Double.parseDouble(value)).equals(value);
        } catch (NumberFormatException e) {
            return false;
        }
    }

    /** Binds text so that the database takes it for what the statement needs. */
    void bind(PreparedStatement statement, int index, String value) throws SQLException {
        if (this == POSTGRESQL) {
            statement.setObject(index, value, Types.OTHER);
        } else if (this == SQLITE && isNumber(value)) {
            // SQLite compares a text with a computed number by their types; a column of text takes the number as text.
            statement.setObject(index, value.indexOf('.') < 0 ? (Object) Long.valueOf(value) : Double.valueOf(value));
        } else {
            statement.setString(index, value);
        }
    }
}
