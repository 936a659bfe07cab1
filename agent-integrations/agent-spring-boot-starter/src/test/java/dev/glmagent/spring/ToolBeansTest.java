package dev.glmagent.spring;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.Agent;
import dev.glmagent.AgentBuilder;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolRegistry;
import dev.glmagent.tool.ToolResult;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.springframework.boot.test.context.runner.ApplicationContextRunner;
import org.springframework.context.ApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Scope;
import org.springframework.context.annotation.ScopedProxyMode;
import org.springframework.transaction.PlatformTransactionManager;
import org.springframework.transaction.TransactionDefinition;
import org.springframework.transaction.annotation.EnableTransactionManagement;
import org.springframework.transaction.annotation.Transactional;
import org.springframework.transaction.support.AbstractPlatformTransactionManager;
import org.springframework.transaction.support.DefaultTransactionStatus;
import org.springframework.transaction.support.TransactionSynchronizationManager;

/** Tools of beans of every kind; above all, a call goes through the proxy before the bean. */
class ToolBeansTest {

    /** Begins, commits and rolls back nothing, and keeps a diary of it. */
    static class Diary extends AbstractPlatformTransactionManager {

        final List<String> entries = new ArrayList<>();

        @Override
        protected Object doGetTransaction() {
            return new Object();
        }

        @Override
        protected void doBegin(Object transaction, TransactionDefinition definition) {
            entries.add("begin");
        }

        @Override
        protected void doCommit(DefaultTransactionStatus status) {
            entries.add("commit");
        }

        @Override
        protected void doRollback(DefaultTransactionStatus status) {
            entries.add("rollback");
        }
    }

    interface Shop {
        String sell(String item);
    }

    static class RealShop implements Shop {
        @Override
        @Transactional
        @Tool("Sells an item")
        public String sell(String item) {
            if (item.isEmpty()) {
                throw new IllegalArgumentException("no item");
            }
            return item + " sold, in a transaction: " + TransactionSynchronizationManager.isActualTransactionActive();
        }
    }

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = true)
    static class ProxiesOfClasses {}

    @Configuration(proxyBeanMethods = false)
    @EnableTransactionManagement(proxyTargetClass = false)
    static class ProxiesOfInterfaces {}

    private static ToolResult call(ApplicationContext context, String tool, String arguments) {
        return context.getBean(ToolRegistry.class).call(new ToolCall("1", tool, arguments));
    }

    private static ApplicationContextRunner transactional(Class<?> proxies) {
        return Service.offline().withUserConfiguration(proxies).withBean(PlatformTransactionManager.class, Diary::new);
    }

    private static void sellsInATransaction(ApplicationContext context) {
        Diary diary = (Diary) context.getBean(PlatformTransactionManager.class);

        assertThat(call(context, "sell", "{\"item\":\"tea\"}").text()).isEqualTo("tea sold, in a transaction: true");
        assertThat(call(context, "sell", "{\"item\":\"\"}").isError()).isTrue();
        assertThat(diary.entries).containsExactly("begin", "commit", "begin", "rollback");
    }

    @Test
    void a_transactional_bean_is_called_through_a_proxy_of_its_class() {
        transactional(ProxiesOfClasses.class).withBean(RealShop.class).run(context -> {
            assertThat(context.getBean(RealShop.class).getClass()).isNotEqualTo(RealShop.class);
            sellsInATransaction(context);
        });
    }

    @Test
    void a_transactional_bean_is_called_through_a_proxy_of_its_interface_though_the_annotation_is_on_the_class() {
        transactional(ProxiesOfInterfaces.class)
                .withBean("shop", RealShop.class)
                .run(context -> {
                    assertThat(context.getBean("shop")).isInstanceOf(Shop.class).isNotInstanceOf(RealShop.class);
                    sellsInATransaction(context);
                });
    }

    static class HiddenShop extends RealShop {
        @Tool("Opens the shop")
        @Transactional
        public String open() {
            return "open";
        }
    }

    @Test
    void a_method_that_its_proxy_does_not_have_is_told_at_start_up() {
        transactional(ProxiesOfInterfaces.class)
                .withBean(HiddenShop.class)
                .run(context -> assertThat(context.getStartupFailure())
                        .hasMessage(
                                "1 problem in tool classes:\n  " + HiddenShop.class.getName() + "#open: the bean stands"
                                        + " behind a proxy of its interfaces, and none of them has the method. Fix: declare it in an"
                                        + " interface, or set spring.aop.proxy-target-class=true."));
    }

    static class FinalShop {
        @Tool("Closes the shop")
        @Transactional
        public final String close() {
            return "closed";
        }

        @Transactional
        public void open() {}
    }

    @Test
    void a_final_method_that_a_call_would_not_reach_is_told_at_start_up() {
        transactional(ProxiesOfClasses.class)
                .withBean(FinalShop.class)
                .run(context -> assertThat(context.getStartupFailure())
                        .hasMessage("1 problem in tool classes:\n  " + FinalShop.class.getName()
                                + "#close: is final, so a call"
                                + " would go past the proxy before the bean. Fix: take final away."));
    }

    static class Numbered {
        private static final AtomicInteger MADE = new AtomicInteger();
        private final int number = MADE.incrementAndGet();

        @Tool("Tells its number")
        public int number() {
            return number;
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class Scopes {
        @Bean
        @Scope(value = "prototype", proxyMode = ScopedProxyMode.TARGET_CLASS)
        Numbered numbered() {
            return new Numbered();
        }
    }

    @Test
    void a_scoped_bean_is_one_tool_and_each_call_gets_the_object_of_its_scope() {
        Service.offline().withUserConfiguration(Scopes.class).run(context -> {
            assertThat(context.getBean(ToolRegistry.class).specs()).hasSize(1);
            String first = call(context, "number", "").text();
            assertThat(call(context, "number", "").text()).isNotEqualTo(first);
        });
    }

    static class Delegating {
        private final Agent colleague;

        Delegating(Agent colleague) {
            this.colleague = colleague;
        }

        @Tool("Asks a colleague")
        public String ask(String question) {
            return colleague.run(question).outcome().toString();
        }
    }

    @Configuration(proxyBeanMethods = false)
    static class TwoAgents {
        @Bean
        Agent colleague(AgentBuilder builder) {
            return builder.build();
        }

        @Bean
        Delegating delegating(Agent colleague) {
            return new Delegating(colleague);
        }
    }

    @Test
    void a_tool_may_need_an_agent_that_has_this_tool() {
        Service.offline()
                .withUserConfiguration(TwoAgents.class)
                .run(context -> assertThat(
                                call(context, "ask", "{\"question\":\"?\"}").text())
                        .contains("OfflineException"));
    }

    @Test
    void a_bean_that_is_no_candidate_for_injection_is_no_tool() {
        Service.offline()
                .withBean(Numbered.class, Numbered::new, definition -> definition.setAutowireCandidate(false))
                .run(context ->
                        assertThat(context.getBean(ToolRegistry.class).specs()).isEmpty());
    }
}
