/** Models for tests of agents: no network, no key, the same answer every time. */
@NullMarked
package dev.glmagent.testing;

import org.jspecify.annotations.NullMarked;
