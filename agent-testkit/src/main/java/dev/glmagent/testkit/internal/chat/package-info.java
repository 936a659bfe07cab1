/** The chat endpoints: checks, the typed view of a request, and answers in the platform's shapes. */
@NullMarked
package dev.glmagent.testkit.internal.chat;

import org.jspecify.annotations.NullMarked;
