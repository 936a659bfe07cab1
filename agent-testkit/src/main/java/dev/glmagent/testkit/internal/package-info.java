/** The emulator behind its public face: the gateway, the endpoints, the journal. */
@NullMarked
package dev.glmagent.testkit.internal;

import org.jspecify.annotations.NullMarked;
