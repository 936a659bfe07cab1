package dev.glmagent.spring.internal;

import dev.glmagent.glm.GlmException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Says at start-up what to do when there is no key. */
final class MissingKeyAnalyzer extends AbstractFailureAnalyzer<GlmException.MissingKey> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, GlmException.MissingKey cause) {
        return new FailureAnalysis("The agent has no API key for GLM.", """
                One of:
                  - set the environment variable ZHIPUAI_API_KEY to a key from https://open.bigmodel.cn (id.secret);
                  - set the property glm-agent.api-key, as in glm-agent.api-key=${MY_SECRET};
                  - give the service a ChatModel or Glm bean of its own;
                  - to start without a model, set glm-agent.offline=true (calls are refused) or glm-agent.enabled=false\
                 (no agent).""", failure);
    }
}
