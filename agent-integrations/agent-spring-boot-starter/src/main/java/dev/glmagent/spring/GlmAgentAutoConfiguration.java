package dev.glmagent.spring;

import dev.glmagent.Agent;
import dev.glmagent.AgentBuilder;
import dev.glmagent.chat.ChatModel;
import dev.glmagent.glm.Glm;
import dev.glmagent.glm.GlmBuilder;
import dev.glmagent.glm.GlmChatModel;
import dev.glmagent.loop.Limits;
import dev.glmagent.spring.internal.OfflineModel;
import dev.glmagent.spring.internal.ToolBeans;
import dev.glmagent.tool.ToolInterceptor;
import dev.glmagent.tool.ToolRegistry;
import org.springframework.beans.factory.ObjectProvider;
import org.springframework.beans.factory.config.BeanDefinition;
import org.springframework.beans.factory.config.ConfigurableListableBeanFactory;
import org.springframework.boot.autoconfigure.AutoConfiguration;
import org.springframework.boot.autoconfigure.condition.ConditionalOnMissingBean;
import org.springframework.boot.autoconfigure.condition.ConditionalOnProperty;
import org.springframework.boot.context.properties.EnableConfigurationProperties;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;

/**
 * Makes {@link Glm}, {@link ChatModel}, {@link ToolRegistry}, {@link AgentBuilder} and {@link Agent}, each unless the
 * service has one of its own.
 */
@AutoConfiguration
@ConditionalOnProperty(name = "glm-agent.enabled", matchIfMissing = true)
@EnableConfigurationProperties(GlmAgentProperties.class)
public class GlmAgentAutoConfiguration {

    /**
     * The client of the platform, made when something needs it: a service with a model of its own needs no key.
     *
     * @param properties key, URL and limits
     * @param customizers have the last word
     * @return the client, closed with the context
     */
    @Bean
    @Lazy
    @ConditionalOnMissingBean
    Glm glm(GlmAgentProperties properties, ObjectProvider<GlmCustomizer> customizers) {
        GlmAgentProperties.Client client = properties.client();
        GlmBuilder builder = Glm.builder()
                .connectLimit(client.connectLimit())
                .headersLimit(client.headersLimit())
                .idleLimit(client.idleLimit())
                .callLimit(client.callLimit())
                .attempts(client.attempts());
        if (properties.apiKey() != null) {
            builder.apiKey(properties.apiKey());
        }
        if (properties.baseUrl() != null) {
            builder.baseUrl(properties.baseUrl());
        }
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        if (properties.offline()) {
            builder.noKey().baseUrl(OfflineModel.NOWHERE).attempts(1);
        }
        return builder.build();
    }

    /**
     * The model that answers.
     *
     * @param glm the client
     * @param properties the model's name
     * @return the model
     */
    @Bean
    @ConditionalOnMissingBean
    ChatModel chatModel(ObjectProvider<Glm> glm, GlmAgentProperties properties) {
        if (properties.offline()) {
            return new OfflineModel();
        }
        GlmChatModel model = glm.getObject().chatModel(properties.model());
        return properties.fallbackModel() != null ? model.withFallback(properties.fallbackModel()) : model;
    }

    /**
     * Finds the tools, and checks the proxies before them once all beans are there.
     *
     * @param beans of the service
     * @return the finder
     */
    @Bean
    static ToolBeans glmAgentToolBeans(ConfigurableListableBeanFactory beans) {
        return new ToolBeans(beans);
    }

    /**
     * The tools of all beans with {@link dev.glmagent.tool.Tool} methods, and of the packages named.
     *
     * @param beans finds them
     * @param properties packages, and which tools to take
     * @param interceptors stand around every call, the first outermost
     * @return the registry
     */
    @Bean
    @ConditionalOnMissingBean
    ToolRegistry toolRegistry(
            ToolBeans beans, GlmAgentProperties properties, ObjectProvider<ToolInterceptor> interceptors) {
        return beans.registry(properties.tools())
                .intercept(interceptors.orderedStream().toArray(ToolInterceptor[]::new));
    }

    /**
     * A builder with everything in it, another one for each who asks: the way to several agents in one service.
     *
     * @param model answers
     * @param tools may be called
     * @param properties limits and system message
     * @param customizers have the last word
     * @return a builder
     */
    @Bean
    @Scope(BeanDefinition.SCOPE_PROTOTYPE)
    @ConditionalOnMissingBean
    AgentBuilder agentBuilder(
            ChatModel model,
            ToolRegistry tools,
            GlmAgentProperties properties,
            ObjectProvider<AgentCustomizer> customizers) {
        GlmAgentProperties.Limits limits = properties.limits();
        AgentBuilder builder = Agent.builder()
                .model(model)
                .tools(tools)
                .limits(Limits.DEFAULT
                        .withModelCalls(limits.modelCalls())
                        .withToolCalls(limits.toolCalls())
                        .withTime(limits.time()));
        if (properties.system() != null) {
            builder.system(properties.system());
        }
        customizers.orderedStream().forEach(customizer -> customizer.customize(builder));
        return builder;
    }

    /**
     * The agent.
     *
     * @param builder with everything in it
     * @return the agent
     */
    @Bean
    @ConditionalOnMissingBean
    Agent agent(AgentBuilder builder) {
        return builder.build();
    }
}
