package dev.glmagent.testkit.planner;

import java.util.List;
import tools.jackson.databind.node.ObjectNode;

/** How far the arguments of a tool could be filled. */
sealed interface Filling {

    /** Every required argument is there; one object per call, several when several places are named. */
    record Ready(List<ObjectNode> calls) implements Filling {}

    /** An object is needed that no result of this turn holds. */
    record NeedsResult(Parameter parameter) implements Filling {}

    /** Something is needed that the user did not say. */
    record Missing(Parameter parameter) implements Filling {}
}
