/**
 * Where conversations are kept: in memory, in files, or in a database. A store keeps a log of records per session and
 * appends to it only at the version that the writer has read; what the records say is the agent's matter.
 */
@NullMarked
package dev.glmagent.session;

import org.jspecify.annotations.NullMarked;
