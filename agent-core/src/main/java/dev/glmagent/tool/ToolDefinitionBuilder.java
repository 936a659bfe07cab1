package dev.glmagent.tool;

import dev.glmagent.chat.ToolSpec;
import dev.glmagent.tool.internal.LambdaTools;
import org.jspecify.annotations.Nullable;

/**
 * Makes a tool at run time, from a lambda and either a record or a JSON Schema of its own; see
 * {@link ToolDefinition#builder}.
 */
public final class ToolDefinitionBuilder {

    private final String name;
    private String description = "";

    ToolDefinitionBuilder(String name) {
        this.name = name;
    }

    /**
     * The code behind a tool.
     *
     * @param <A> the arguments: a record, or the checked JSON as text
     */
    @FunctionalInterface
    public interface Code<A> {

        /**
         * Runs the tool.
         *
         * @param arguments checked and bound
         * @param context facts about the call
         * @return the result: text as it is, anything else as JSON
         * @throws Exception contained; {@link ToolException} to tell the model why
         */
        @Nullable Object run(A arguments, ToolContext context) throws Exception;
    }

    /**
     * Sets what the tool does, in words the model can choose by.
     *
     * @param description required
     * @return this builder
     */
    public ToolDefinitionBuilder description(String description) {
        this.description = description;
        return this;
    }

    /**
     * A tool whose parameters are the components of a record.
     *
     * @param parameters the record; {@link Param} on its components describes them
     * @param code what the tool does
     * @param <A> the record
     * @return the tool
     * @throws InvalidToolException listing every mistake
     */
    public <A extends Record> ToolDefinition build(Class<A> parameters, Code<A> code) {
        return LambdaTools.of(name, description, parameters, code);
    }

    /**
     * A tool with a JSON Schema of its own.
     *
     * @param schema a JSON Schema (2020-12) of type {@code object}, as JSON text; sent as it is
     * @param code what the tool does; gets the arguments as JSON text that fits the schema
     * @return the tool
     * @throws InvalidToolException listing every mistake
     */
    public ToolDefinition build(String schema, Code<String> code) {
        return LambdaTools.of(new ToolSpec(name, description, schema), code);
    }
}
