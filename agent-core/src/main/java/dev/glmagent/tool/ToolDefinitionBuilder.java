package dev.glmagent.tool;

import dev.glmagent.chat.ToolSpec;
import dev.glmagent.tool.internal.Conduct;
import dev.glmagent.tool.internal.LambdaTools;
import dev.glmagent.tool.internal.ValueTools;
import java.lang.reflect.Type;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Makes a tool at run time, from a lambda and either a record or a JSON Schema of its own; see
 * {@link ToolDefinition#builder}.
 */
public final class ToolDefinitionBuilder {

    private final String name;
    private String description = "";
    private Conduct conduct = Conduct.DEFAULT;

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
     * Sets what the tool does to the world.
     *
     * @param hints {@link ToolHints#NONE} unless set
     * @return this builder
     */
    public ToolDefinitionBuilder hints(ToolHints hints) {
        conduct = new Conduct(conduct.parallel(), conduct.timeout(), hints, conduct.coerce());
        return this;
    }

    /**
     * Sets how long a call may take.
     *
     * @param timeout positive; {@link ToolDefinition#DEFAULT_TIMEOUT} unless set
     * @return this builder
     * @throws IllegalArgumentException when it is not positive
     */
    public ToolDefinitionBuilder timeout(Duration timeout) {
        if (timeout.isNegative() || timeout.isZero()) {
            throw new IllegalArgumentException("the time limit of tool \"" + name + "\" is " + timeout
                    + ". Fix: a positive duration, for example Duration.ofSeconds(30).");
        }
        conduct = new Conduct(conduct.parallel(), timeout, conduct.hints(), conduct.coerce());
        return this;
    }

    /**
     * Sets whether other calls of the same reply may run at the same time; see {@link Tool#parallel()}.
     *
     * @param parallel true unless set
     * @return this builder
     */
    public ToolDefinitionBuilder parallel(boolean parallel) {
        conduct = new Conduct(parallel, conduct.timeout(), conduct.hints(), conduct.coerce());
        return this;
    }

    /**
     * Sets whether arguments of the wrong JSON type are taken where nothing is lost; see {@link Tool#coerce()}.
     *
     * @param coerce false unless set
     * @return this builder
     */
    public ToolDefinitionBuilder coerce(boolean coerce) {
        conduct = new Conduct(conduct.parallel(), conduct.timeout(), conduct.hints(), coerce);
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
        return LambdaTools.of(name, description, conduct, parameters, code);
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
        return LambdaTools.of(new ToolSpec(name, description, schema), conduct, code);
    }

    /**
     * A tool that takes one value of any type that parameters may have. The components of a record or bean are the
     * parameters; anything else, such as a list, a number or a sealed type, is the one parameter {@code value}.
     *
     * @param type the type, for example of a class or of a field
     * @param code what the tool does; gets a value of that type
     * @return the tool
     * @throws InvalidToolException listing every mistake
     */
    public ToolDefinition buildValue(Type type, Code<Object> code) {
        return ValueTools.of(name, description, conduct, type, code);
    }
}
