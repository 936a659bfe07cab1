package dev.glmagent.testkit.junit;

import dev.glmagent.testkit.GlmEmulator;
import dev.glmagent.testkit.Script;
import org.junit.jupiter.api.extension.AfterEachCallback;
import org.junit.jupiter.api.extension.AfterTestExecutionCallback;
import org.junit.jupiter.api.extension.ExtensionContext;
import org.junit.jupiter.api.extension.ExtensionContext.Namespace;
import org.junit.jupiter.api.extension.ParameterContext;
import org.junit.jupiter.api.extension.ParameterResolver;

/** What {@link GlmTest} does. */
final class GlmExtension implements ParameterResolver, AfterTestExecutionCallback, AfterEachCallback {

    private static final Namespace OURS = Namespace.create(GlmExtension.class);

    GlmExtension() {}

    @Override
    public boolean supportsParameter(ParameterContext parameter, ExtensionContext context) {
        Class<?> type = parameter.getParameter().getType();
        return type == GlmEmulator.class
                || (type == String.class
                        && (parameter.isAnnotated(GlmTest.BaseUrl.class)
                                || parameter.isAnnotated(GlmTest.ApiKey.class)));
    }

    @Override
    public Object resolveParameter(ParameterContext parameter, ExtensionContext context) {
        GlmEmulator emulator = emulator(context);
        if (parameter.isAnnotated(GlmTest.BaseUrl.class)) {
            return emulator.baseUrl();
        }
        return parameter.isAnnotated(GlmTest.ApiKey.class) ? emulator.apiKey() : emulator;
    }

    private static GlmEmulator emulator(ExtensionContext context) {
        return context.getStore(OURS)
                .getOrComputeIfAbsent(GlmEmulator.class, type -> GlmEmulator.start(Script.of()), GlmEmulator.class);
    }

    @Override
    public void afterTestExecution(ExtensionContext context) {
        GlmEmulator emulator = context.getStore(OURS).get(GlmEmulator.class, GlmEmulator.class);
        if (emulator != null && context.getExecutionException().isEmpty()) {
            emulator.verify();
        }
    }

    @Override
    public void afterEach(ExtensionContext context) {
        GlmEmulator emulator = context.getStore(OURS).remove(GlmEmulator.class, GlmEmulator.class);
        if (emulator != null) {
            emulator.close();
        }
    }
}
