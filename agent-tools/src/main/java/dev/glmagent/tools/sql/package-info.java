/** Questions to a database for an agent: {@link dev.glmagent.tools.sql.SqlTools} reads, and cannot change anything. */
@NullMarked
package dev.glmagent.tools.sql;

import org.jspecify.annotations.NullMarked;
