package dev.glmagent.spring.internal;

import dev.glmagent.spring.GlmAgentProperties;
import dev.glmagent.tool.InvalidToolException;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolRegistry;
import java.lang.reflect.Method;
import java.lang.reflect.Modifier;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.aop.framework.autoproxy.AutoProxyUtils;
import org.springframework.aop.scope.ScopedProxyUtils;
import org.springframework.aop.support.AopUtils;
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.core.MethodIntrospector;
import org.springframework.core.annotation.AnnotatedElementUtils;
import org.springframework.core.annotation.AnnotationUtils;
import org.springframework.util.ClassUtils;
import org.springframework.util.PatternMatchUtils;

/**
 * Finds the beans with {@link Tool} methods. A tool's bean is asked for when it is called, through whatever proxy stands
 * before it; so a tool may itself need an agent, and a bean of any scope may be one.
 */
public final class ToolBeans implements SmartInitializingSingleton {

    private final ConfigurableListableBeanFactory beans;

    /**
     * @param beans where to look
     */
    public ToolBeans(ConfigurableListableBeanFactory beans) {
        this.beans = beans;
    }

    /**
     * The tools of the beans and of the packages.
     *
     * @param wanted packages, and which tools to take
     * @return the registry, in the order of the bean definitions
     * @throws InvalidToolException listing every mistake of all of them
     */
    public ToolRegistry registry(GlmAgentProperties.Tools wanted) {
        List<String> problems = new ArrayList<>();
        Map<String, ToolDefinition> bySource = new LinkedHashMap<>();
        List<ToolDefinition> tools = new ArrayList<>();
        types(beans).forEach((name, type) -> {
            try {
                tools.addAll(ToolRegistry.late(type, () -> beans.getBean(name)).definitions());
            } catch (InvalidToolException e) {
                problems.addAll(e.problems());
            }
        });
        tools.forEach(tool -> bySource.putIfAbsent(tool.source(), tool));
        beans.getBeanProvider(ToolDefinition.class).orderedStream().forEach(tools::add);
        if (!wanted.packages().isEmpty()) {
            try {
                ToolRegistry.scan(this::object, wanted.packages().toArray(String[]::new)).definitions().stream()
                        .filter(tool -> !bySource.containsKey(tool.source()))
                        .forEach(tools::add);
            } catch (InvalidToolException e) {
                problems.addAll(e.problems());
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidToolException(problems);
        }
        return taken(ToolRegistry.of(tools.toArray()), wanted);
    }

    private Object object(Class<?> type) {
        Object bean = beans.getBeanProvider(type).getIfUnique();
        return bean != null ? bean : beans.createBean(type);
    }

    private static ToolRegistry taken(ToolRegistry all, GlmAgentProperties.Tools wanted) {
        matchSomething("include", wanted.include(), all);
        matchSomething("exclude", wanted.exclude(), all);
        String[] include = wanted.include().toArray(String[]::new);
        String[] exclude = wanted.exclude().toArray(String[]::new);
        return all.filter(tool -> (include.length == 0 || PatternMatchUtils.simpleMatch(include, tool.name()))
                && !PatternMatchUtils.simpleMatch(exclude, tool.name()));
    }

    /** A name with a typo would silently let the model have a tool, or keep one from it. */
    private static void matchSomething(String property, List<String> patterns, ToolRegistry all) {
        List<String> names = all.specs().stream().map(tool -> tool.name()).toList();
        for (String pattern : patterns) {
            if (names.stream().noneMatch(name -> PatternMatchUtils.simpleMatch(pattern, name))) {
                throw new InvalidToolException(List.of("glm-agent.tools." + property + ": no tool is called \""
                        + pattern + "\". Fix: take it out, or name one of " + names + "."));
            }
        }
    }

    /**
     * The beans with tools.
     *
     * @param beans where to look
     * @return by bean name, the class behind the proxies
     */
    static Map<String, Class<?>> types(ConfigurableListableBeanFactory beans) {
        Map<String, Class<?>> types = new LinkedHashMap<>();
        for (String name : beans.getBeanNamesForType(Object.class, true, false)) {
            Class<?> type = ScopedProxyUtils.isScopedTarget(name) ? null : typeOf(beans, name);
            if (type != null && isCandidate(beans, name) && !methodsOf(type).isEmpty()) {
                types.put(name, type);
            }
        }
        return types;
    }

    private static boolean isCandidate(ConfigurableListableBeanFactory beans, String name) {
        return !beans.containsBeanDefinition(name)
                || beans.getMergedBeanDefinition(name).isAutowireCandidate();
    }

    private static @Nullable Class<?> typeOf(ConfigurableListableBeanFactory beans, String name) {
        String target = ScopedProxyUtils.getTargetBeanName(name);
        Class<?> type = AutoProxyUtils.determineTargetClass(beans, beans.containsBean(target) ? target : name);
        return type == null ? null : ClassUtils.getUserClass(type);
    }

    static Set<Method> methodsOf(Class<?> type) {
        if (!AnnotationUtils.isCandidateClass(type, Tool.class)) {
            return Set.of();
        }
        return MethodIntrospector.selectMethods(
                type, (Method method) -> AnnotatedElementUtils.hasAnnotation(method, Tool.class));
    }

    /** A proxy that a call could not go through, or would go past, is told at start-up and not by a failing call. */
    @Override
    public void afterSingletonsInstantiated() {
        List<String> problems = new ArrayList<>();
        types(beans).forEach((name, type) -> {
            Object bean = beans.getSingleton(name);
            if (bean != null && AopUtils.isAopProxy(bean)) {
                for (Method method : methodsOf(type)) {
                    check(bean, type, method).ifPresent(problems::add);
                }
            }
        });
        if (!problems.isEmpty()) {
            throw new InvalidToolException(problems.stream().sorted().toList());
        }
    }

    private static Optional<String> check(Object bean, Class<?> type, Method method) {
        String where = type.getName() + "#" + method.getName();
        if (AopUtils.isCglibProxy(bean)) {
            return Modifier.isFinal(method.getModifiers())
                    ? Optional.of(where + ": is final, so a call would go past the proxy before the bean. Fix:"
                            + " take final away.")
                    : Optional.empty();
        }
        boolean reachable = ClassUtils.getAllInterfacesForClassAsSet(bean.getClass()).stream()
                .anyMatch(shared -> ClassUtils.hasMethod(shared, method.getName(), method.getParameterTypes()));
        return reachable
                ? Optional.empty()
                : Optional.of(where + ": the bean stands behind a proxy of its interfaces, and none of them has the"
                        + " method. Fix: declare it in an interface, or set spring.aop.proxy-target-class=true.");
    }
}
