package dev.glmagent.glm;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import org.junit.jupiter.api.Test;

/** The catalogue of models, and the platform's own list. */
class GlmModelTest {

    @Test
    void a_model_is_found_however_it_is_written() {
        GlmModel model = GlmModel.find("GLM-4.5-Air").orElseThrow();

        assertThat(model.context()).hasValue(128_000);
        assertThat(model.maxOutput()).hasValue(98_304);
        assertThat(model.abilities()).contains(GlmModel.Ability.THINKING).doesNotContain(GlmModel.Ability.TOOL_STREAM);
        assertThat(model.price().orElseThrow())
                .isEqualTo(new GlmModel.Price(
                        new BigDecimal("0.2"),
                        new BigDecimal("0.03"),
                        new BigDecimal("1.1"),
                        "USD",
                        "Z.AI price page, late 2025"));
        assertThat(GlmModel.find("gpt-4")).isEmpty();
    }

    @Test
    void names_are_unique_and_what_is_not_known_is_not_guessed() {
        assertThat(GlmModel.known())
                .extracting(GlmModel::id)
                .doesNotHaveDuplicates()
                .contains("glm-4", "glm-3-turbo");
        assertThat(GlmModel.find("glm-4-airx").orElseThrow().context()).isEmpty();
        assertThat(GlmModel.find("glm-4").orElseThrow().price()).isEmpty();
    }

    @Test
    void the_platform_names_its_models() {
        try (FaultServer server = FaultServer.start(FaultServer.json(
                        200, "{\"object\":\"list\",\"data\":[{\"id\":\"glm-4.6\"},{\"id\":\"glm-5\"}]}"));
                Glm glm = Glm.withKey("id.secret", server.baseUrl())) {
            assertThat(glm.models()).containsExactly("glm-4.6", "glm-5");
        }
    }
}
