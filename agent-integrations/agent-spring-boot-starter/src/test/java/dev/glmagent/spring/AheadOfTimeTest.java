package dev.glmagent.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.tool.Tool;
import java.util.List;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.springframework.aot.generate.ClassNameGenerator;
import org.springframework.aot.generate.DefaultGenerationContext;
import org.springframework.aot.generate.InMemoryGeneratedFiles;
import org.springframework.aot.hint.ExecutableHint;
import org.springframework.aot.hint.ExecutableMode;
import org.springframework.aot.hint.RuntimeHints;
import org.springframework.aot.hint.predicate.RuntimeHintsPredicates;
import org.springframework.boot.test.util.TestPropertyValues;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.aot.ApplicationContextAotGenerator;
import org.springframework.javapoet.ClassName;

/** What ahead-of-time processing tells a native image; no image is built here. */
class AheadOfTimeTest {

    public record Query(String text, List<Range> ranges) {}

    public record Range(int from, int to) {}

    public record Answer(String text) {}

    public static class Search {
        @Tool("Searches")
        public Answer search(Query query) {
            return new Answer(query.text());
        }

        public String notATool() {
            return "";
        }
    }

    @Test
    void the_methods_parameters_and_results_of_tools_are_hinted() throws Exception {
        RuntimeHints hints;
        try (AnnotationConfigApplicationContext context = new AnnotationConfigApplicationContext()) {
            TestPropertyValues.of("glm-agent.offline=true").applyTo(context);
            context.register(GlmAgentAutoConfiguration.class);
            context.registerBean("search", Search.class);
            DefaultGenerationContext generation = new DefaultGenerationContext(
                    new ClassNameGenerator(ClassName.get(AheadOfTimeTest.class)), new InMemoryGeneratedFiles());
            new ApplicationContextAotGenerator().processAheadOfTime(context, generation);
            hints = generation.getRuntimeHints();
        }

        assertThat(invoked(hints, Search.class)).containsExactly("search");
        for (Class<?> bound : List.of(Query.class, Range.class, Answer.class)) {
            assertThat(hints.reflection().getTypeHint(bound))
                    .as(bound.getName())
                    .isNotNull();
        }
        assertThat(RuntimeHintsPredicates.resource().forResource("META-INF/glm-agent/tools.index"))
                .accepts(hints);
    }

    private static List<String> invoked(RuntimeHints hints, Class<?> type) {
        return Objects.requireNonNull(hints.reflection().getTypeHint(type))
                .methods()
                .filter(method -> method.getMode() == ExecutableMode.INVOKE)
                .map(ExecutableHint::getName)
                .toList();
    }
}
