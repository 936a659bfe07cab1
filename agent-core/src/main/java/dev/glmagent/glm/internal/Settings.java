package dev.glmagent.glm.internal;

import dev.glmagent.glm.GlmException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds key and base URL. The variables are the names that GLM programs are seen to use, the official ones first.
 *
 * @param properties system properties
 * @param environment environment variables
 */
public record Settings(Properties properties, Map<String, String> environment) {

    private static final Logger log = LoggerFactory.getLogger(Settings.class);

    private static final String KEY_PROPERTY = "glm.apiKey";
    private static final List<String> KEY_VARIABLES =
            List.of("ZHIPUAI_API_KEY", "ZAI_API_KEY", "GLM_API_KEY", "ZHIPU_API_KEY", "BIGMODEL_API_KEY");
    private static final String URL_PROPERTY = "glm.baseUrl";
    private static final List<String> URL_VARIABLES = List.of("GLM_BASE_URL", "ZHIPUAI_BASE_URL", "ZAI_BASE_URL");

    /**
     * The key.
     *
     * @return the first one found
     * @throws GlmException.MissingKey when there is none
     */
    public ApiKey apiKey() {
        String property = properties.getProperty(KEY_PROPERTY, "");
        if (!property.isBlank()) {
            return new ApiKey(property, "system property " + KEY_PROPERTY);
        }
        for (String variable : KEY_VARIABLES) {
            String value = environment.getOrDefault(variable, "");
            if (!value.isBlank()) {
                log.debug("GLM key from {}", variable);
                return new ApiKey(value, variable);
            }
        }
        throw new GlmException.MissingKey("No GLM API key was found. Looked at system property " + KEY_PROPERTY
                + " and environment variables " + String.join(", ", KEY_VARIABLES)
                + ". Fix: export ZHIPUAI_API_KEY=<id>.<secret>; keys are made at https://open.bigmodel.cn.");
    }

    /**
     * The base URL.
     *
     * @return the first one found, if any
     */
    public Optional<String> baseUrl() {
        String property = properties.getProperty(URL_PROPERTY, "");
        if (!property.isBlank()) {
            return Optional.of(property);
        }
        return URL_VARIABLES.stream()
                .map(variable -> environment.getOrDefault(variable, ""))
                .filter(value -> !value.isBlank())
                .findFirst();
    }
}
