/** What the file store is made of. Not for use from outside. */
@NullMarked
package dev.glmagent.session.internal;

import org.jspecify.annotations.NullMarked;
