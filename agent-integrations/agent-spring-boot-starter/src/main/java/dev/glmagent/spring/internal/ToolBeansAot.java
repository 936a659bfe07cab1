package dev.glmagent.spring.internal;

import java.lang.reflect.Method;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.aot.generate.GenerationContext;
import org.springframework.aot.hint.BindingReflectionHintsRegistrar;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.MemberCategory;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotContribution;
import org.springframework.beans.factory.aot.BeanFactoryInitializationAotProcessor;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;

/** Tells a native image what the tools need of reflection: their methods, parameters and results. */
final class ToolBeansAot implements BeanFactoryInitializationAotProcessor {

    private final BindingReflectionHintsRegistrar binding = new BindingReflectionHintsRegistrar();

    @Override
    public @Nullable BeanFactoryInitializationAotContribution processAheadOfTime(
            ConfigurableListableBeanFactory beans) {
        Map<String, Class<?>> types = ToolBeans.types(beans);
        return types.isEmpty() ? null : (context, code) -> hint(context, types);
    }

    private void hint(GenerationContext context, Map<String, Class<?>> types) {
        RuntimeHints hints = context.getRuntimeHints();
        hints.resources().registerPattern("META-INF/glm-agent/*");
        for (Class<?> type : types.values()) {
            hints.reflection().registerType(type, MemberCategory.INTROSPECT_DECLARED_METHODS);
            for (Method method : ToolBeans.methodsOf(type)) {
                hints.reflection().registerMethod(method, ExecutableMode.INVOKE);
                binding.registerReflectionHints(hints.reflection(), method.getGenericParameterTypes());
                binding.registerReflectionHints(hints.reflection(), method.getGenericReturnType());
            }
        }
    }
}
