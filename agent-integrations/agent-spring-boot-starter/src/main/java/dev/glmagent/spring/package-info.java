/**
 * An agent in a Spring Boot service: {@link dev.glmagent.Agent} is a bean, every {@link dev.glmagent.tool.Tool} bean is
 * its tool, and {@link dev.glmagent.spring.GlmAgentProperties} are its settings.
 */
@NullMarked
package dev.glmagent.spring;

import org.jspecify.annotations.NullMarked;
