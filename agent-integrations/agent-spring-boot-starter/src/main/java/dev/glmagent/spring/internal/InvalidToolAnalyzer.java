package dev.glmagent.spring.internal;

import dev.glmagent.tool.InvalidToolException;
import org.springframework.boot.diagnostics.AbstractFailureAnalyzer;
import org.springframework.boot.diagnostics.FailureAnalysis;

/** Shows the mistakes in tool classes without the stack of bean creations around them. */
final class InvalidToolAnalyzer extends AbstractFailureAnalyzer<InvalidToolException> {

    @Override
    protected FailureAnalysis analyze(Throwable failure, InvalidToolException cause) {
        return new FailureAnalysis(
                cause.getMessage(), "Each line above names its fix. Until then the agent does not start.", failure);
    }
}
