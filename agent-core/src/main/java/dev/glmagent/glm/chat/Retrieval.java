package dev.glmagent.glm.chat;

import dev.glmagent.glm.internal.Fields;
import java.util.regex.Pattern;

/**
 * Answers from a knowledge base of the platform. What is found goes into the prompt, so it is bounded by the model's
 * context and costs prompt tokens. GLM answers an unknown knowledge base as if there were none, without an error.
 *
 * <pre>{@code
 * glm.chatModel("glm-4").with(ChatOptions.of().serverTool(Retrieval.of("1234567890")));
 * }</pre>
 *
 * @param knowledgeId the knowledge base's id
 * @param promptTemplate how the model is told; must hold <code>{{knowledge}}</code> and <code>{{question}}</code>
 */
public record Retrieval(String knowledgeId, String promptTemplate) implements ServerTool {

    /** Prefers the document, falls back to the model's own knowledge and says so: the one of GLM's introduction. */
    public static final String DEFAULT_TEMPLATE = """
            从文档
            \"""
            {{knowledge}}
            \"""
            中找问题
            \"""
            {{question}}
            \"""
            的答案,找到答案就仅使用文档语句回答,找不到答案就用自身知识回答并告诉用户该信息不是来自文档。
            不要复述问题,直接开始回答。""";

    private static final Pattern KNOWLEDGE = Pattern.compile("\\{\\{\\s*knowledge\\s*}}");
    private static final Pattern QUESTION = Pattern.compile("\\{\\{\\s*question\\s*}}");

    /** Checks the template. */
    public Retrieval {
        if (knowledgeId.isBlank()) {
            throw new IllegalArgumentException("Retrieval needs the id of a knowledge base.");
        }
        if (!KNOWLEDGE.matcher(promptTemplate).find()
                || !QUESTION.matcher(promptTemplate).find()) {
            throw new IllegalArgumentException(
                    "The prompt template lacks {{knowledge}} or {{question}}; GLM puts what it found and what was asked"
                            + " there. Fix: write both.");
        }
    }

    /**
     * With {@link #DEFAULT_TEMPLATE}.
     *
     * @param knowledgeId the knowledge base's id
     * @return the tool
     */
    public static Retrieval of(String knowledgeId) {
        return new Retrieval(knowledgeId, DEFAULT_TEMPLATE);
    }

    @Override
    public String type() {
        return "retrieval";
    }

    @Override
    public String settings() {
        return Fields.NONE
                .with("knowledge_id", knowledgeId)
                .with("prompt_template", promptTemplate)
                .toString();
    }
}
