package dev.glmagent.tool;

/**
 * Stands around every call of the tools of a registry: to log, to time, to check a permission, to change arguments or a
 * result. One concern each; see {@link ToolRegistry#intercept}.
 *
 * <pre>{@code
 * ToolInterceptor audit = call -> {
 *     ToolResult result = call.proceed();
 *     log.info("{} -> {}", call.tool().spec().name(), result.isError() ? "error" : "ok");
 *     return result;
 * };
 * }</pre>
 */
@FunctionalInterface
public interface ToolInterceptor {

    /**
     * Handles a call.
     *
     * @param call the call; {@link Call#proceed()} runs what is behind
     * @return the result for the model; what this throws is contained as a tool's exception is
     */
    ToolResult intercept(Call call);

    /** A call on its way to its tool. */
    interface Call {

        /**
         * The tool that is called.
         *
         * @return the tool
         */
        ToolDefinition tool();

        /**
         * The arguments as the model wrote them, not yet checked.
         *
         * @return text that should be one JSON object
         */
        String arguments();

        /**
         * Facts about the call.
         *
         * @return the context
         */
        ToolContext context();

        /**
         * Goes on with the arguments as they are.
         *
         * @return the result from behind
         */
        default ToolResult proceed() {
            return proceed(arguments());
        }

        /**
         * Goes on with other arguments.
         *
         * @param arguments text that should be one JSON object
         * @return the result from behind
         */
        ToolResult proceed(String arguments);
    }
}
