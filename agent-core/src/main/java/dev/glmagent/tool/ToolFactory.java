package dev.glmagent.tool;

/** Makes the objects that a scan needs; a host with a container gives its own. */
@FunctionalInterface
public interface ToolFactory {

    /**
     * An object of a tool class.
     *
     * @param type the class, which has at least one {@link Tool} method
     * @return the object the methods will be called on, asked for once per registry
     * @throws Exception when there is none; told as a mistake in the tool class
     */
    Object create(Class<?> type) throws Exception;
}
