package dev.glmagent.tool;

import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.ToolSpec;
import dev.glmagent.tool.internal.Lint;
import dev.glmagent.tool.internal.MethodTools;
import dev.glmagent.tool.internal.NearestNames;
import dev.glmagent.tool.internal.PackageScan;
import dev.glmagent.tool.internal.ToolNames;
import dev.glmagent.tool.internal.WrappedTool;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.function.Supplier;
import java.util.function.UnaryOperator;

/**
 * An immutable, thread-safe set of tools. The tools of the registry that an agent was built with are the only ones that
 * can run in it.
 *
 * <pre>{@code
 * ToolRegistry tools = ToolRegistry.scan("com.acme.tools");       // every @Tool method in these packages
 * ToolRegistry tools = ToolRegistry.of(new Weather(), new Shop()); // the @Tool methods of these objects
 * }</pre>
 */
public final class ToolRegistry {

    private static final ToolRegistry EMPTY = new ToolRegistry(Map.of());

    private final Map<String, ToolDefinition> byName;
    private final List<ToolSpec> specs;

    private ToolRegistry(Map<String, ToolDefinition> byName) {
        this.byName = byName;
        this.specs = byName.values().stream().map(ToolDefinition::spec).toList();
    }

    /**
     * No tools.
     *
     * @return the empty registry
     */
    public static ToolRegistry empty() {
        return EMPTY;
    }

    /**
     * The {@link Tool} methods of some objects, inherited ones included, and tools made at run time.
     *
     * @param instances the objects the methods will be called on, or {@link ToolDefinition}s
     * @return the registry, in the order of the objects, by name within one
     * @throws InvalidToolException listing every mistake in the classes, two tools of one name among them
     */
    public static ToolRegistry of(Object... instances) {
        List<String> problems = new ArrayList<>();
        List<ToolDefinition> tools = new ArrayList<>();
        for (Object instance : instances) {
            tools.addAll(MethodTools.of(instance, problems));
        }
        return collect(tools, problems);
    }

    /**
     * The {@link Tool} methods of all classes in the named packages and their sub-packages. Nothing outside them is
     * looked at, and no class is initialised before it is known to hold a tool. Each class is then made once, by its
     * constructor without parameters.
     *
     * @param packages at least one; there is no scan of the whole class path
     * @return the registry, by class name and tool name
     * @throws InvalidToolException listing every mistake in the classes, or saying that no tool was found
     */
    public static ToolRegistry scan(String... packages) {
        return scan(PackageScan::byDefaultConstructor, packages);
    }

    /**
     * Like {@link #scan(String...)}, with objects from elsewhere, for example from a container.
     *
     * @param factory makes the object of each tool class
     * @param packages at least one
     * @return the registry, by class name and tool name
     * @throws InvalidToolException listing every mistake in the classes, or saying that no tool was found
     */
    public static ToolRegistry scan(ToolFactory factory, String... packages) {
        List<String> problems = new ArrayList<>();
        return collect(PackageScan.tools(List.of(packages), factory, problems), problems);
    }

    /**
     * The {@link Tool} methods of a class, called on an object that is asked for at each call: for containers, whose
     * objects may not exist yet, may be another one each time, or may be a proxy of the class's interfaces only.
     *
     * <pre>{@code
     * ToolRegistry tools = ToolRegistry.late(Orders.class, () -> container.get("orders"));
     * }</pre>
     *
     * @param type has the annotated methods, inherited ones included
     * @param object gives the object, from several threads at once; an object that has no such method fails the call
     * @return the registry, by tool name
     * @throws InvalidToolException listing every mistake in the class
     */
    public static ToolRegistry late(Class<?> type, Supplier<?> object) {
        List<String> problems = new ArrayList<>();
        return collect(MethodTools.late(type, object, problems), problems);
    }

    private static ToolRegistry collect(List<ToolDefinition> tools, List<String> problems) {
        Map<String, ToolDefinition> byName = new LinkedHashMap<>();
        for (ToolDefinition tool : tools) {
            ToolDefinition other = byName.putIfAbsent(tool.spec().name(), tool);
            if (other != null) {
                problems.add(ToolNames.taken(tool.spec().name(), tool.source(), other.source()));
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidToolException(problems);
        }
        return new ToolRegistry(byName);
    }

    /**
     * The tools that a condition holds for; the others cannot be run any more.
     *
     * @param condition for example {@code tool -> tool.name().startsWith("orders_")}
     * @return another registry
     */
    public ToolRegistry filter(Predicate<ToolSpec> condition) {
        return collect(
                definitions().stream()
                        .filter(tool -> condition.test(tool.spec()))
                        .toList(),
                new ArrayList<>());
    }

    /**
     * All tools with a prefix before their names.
     *
     * @param prefix taken as it is, for example {@code shop_}
     * @return another registry
     * @throws InvalidToolException when a name gets longer than 64 characters
     */
    public ToolRegistry prefix(String prefix) {
        return renamed(name -> prefix + name);
    }

    /**
     * One tool under another name.
     *
     * @param name its name here
     * @param newName its name there
     * @return another registry
     * @throws InvalidToolException when there is no such tool, or the new name is taken or no name
     */
    public ToolRegistry rename(String name, String newName) {
        if (!byName.containsKey(name)) {
            throw new InvalidToolException(List.of("rename: " + NearestNames.describeUnknown(name, byName.keySet())));
        }
        return renamed(each -> each.equals(name) ? newName : each);
    }

    /**
     * The tools of both.
     *
     * @param others more tools
     * @return another registry
     * @throws InvalidToolException when both have a tool of one name
     */
    public ToolRegistry plus(ToolRegistry others) {
        List<ToolDefinition> all = new ArrayList<>(byName.values());
        all.addAll(others.byName.values());
        return collect(all, new ArrayList<>());
    }

    /**
     * The same tools with interceptors before each.
     *
     * @param interceptors the first is the outermost
     * @return another registry
     */
    public ToolRegistry intercept(ToolInterceptor... interceptors) {
        List<ToolDefinition> tools = new ArrayList<>(byName.values());
        for (int i = interceptors.length - 1; i >= 0; i--) {
            ToolInterceptor interceptor = interceptors[i];
            tools.replaceAll(tool -> WrappedTool.intercepted(tool, interceptor));
        }
        return collect(tools, new ArrayList<>());
    }

    /**
     * What these tools cost in every request, and what could be better about them.
     *
     * @return the report
     */
    public LintReport lint() {
        return Lint.report(definitions());
    }

    private ToolRegistry renamed(UnaryOperator<String> rename) {
        List<String> problems = new ArrayList<>();
        List<ToolDefinition> tools = new ArrayList<>();
        for (ToolDefinition tool : byName.values()) {
            String name = rename.apply(tool.spec().name());
            ToolNames.check(name, tool.spec().description(), tool.source(), problems);
            tools.add(name.equals(tool.spec().name()) ? tool : WrappedTool.renamed(tool, name));
        }
        return collect(tools, problems);
    }

    /**
     * All tools.
     *
     * @return in the registry's order
     */
    public List<ToolDefinition> definitions() {
        return List.copyOf(byName.values());
    }

    /**
     * All tools as they are offered to a model.
     *
     * @return in the registry's order
     */
    public List<ToolSpec> specs() {
        return specs;
    }

    /**
     * Looks a tool up.
     *
     * @param name the exact name
     * @return the tool, if there is one
     */
    public Optional<ToolDefinition> find(String name) {
        return Optional.ofNullable(byName.get(name));
    }

    /**
     * Runs one call on the caller's thread. Whatever the model got wrong is in the result.
     *
     * @param call the call as the model wrote it
     * @return the result
     */
    public ToolResult call(ToolCall call) {
        return call(call, ContextValues.NONE);
    }

    /**
     * Runs one call on the caller's thread, with what the program hands to its tools.
     *
     * @param call the call as the model wrote it
     * @param values for the parameters marked with {@link Context}
     * @return the result
     */
    public ToolResult call(ToolCall call, ContextValues values) {
        ToolDefinition tool = byName.get(call.name());
        if (tool == null) {
            return new ToolResult.UnknownTool(NearestNames.describeUnknown(call.name(), byName.keySet()));
        }
        return tool.call(call.arguments(), new ToolContext(call.name(), call.id(), values));
    }
}
