package dev.glmagent.testkit.internal.chat;

import dev.glmagent.testkit.Fault;
import dev.glmagent.testkit.Fault.Kind;
import dev.glmagent.testkit.Reply;
import dev.glmagent.testkit.internal.http.Delivery;
import dev.glmagent.testkit.internal.http.Delivery.End;
import java.time.Duration;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.function.UnaryOperator;

/** The faults of one answer, by what they touch: its content, its shape, its way over the wire. */
final class Quirks {

    static final Quirks NONE = new Quirks(List.of());

    private final Map<Kind, Fault> faults = new EnumMap<>(Kind.class);

    Quirks(List<Fault> faults) {
        faults.forEach(fault -> this.faults.put(fault.kind(), fault));
    }

    boolean has(Kind kind) {
        return faults.containsKey(kind);
    }

    /** The answer with its content spoilt. */
    Reply.Answer spoil(Reply.Answer answer) {
        Reply.Answer spoilt = answer;
        if (has(Kind.MALFORMED_ARGUMENTS)) {
            spoilt = arguments(spoilt, json -> json.substring(0, Math.max(0, json.length() - 1)));
        }
        if (has(Kind.GLUED_ARGUMENTS)) {
            spoilt = arguments(spoilt, json -> json + json);
        }
        if (has(Kind.TRUNCATED_ARGUMENTS)) {
            spoilt = arguments(spoilt, json -> json.substring(0, json.length() / 2))
                    .withFinishReason("length");
        }
        if (has(Kind.MARKUP_IN_NAME)) {
            spoilt = calls(
                    spoilt, call -> new Reply.Call(call.name() + "<arg_key>name</arg_key>", call.argumentsJson()));
        }
        return spoilt;
    }

    private static Reply.Answer arguments(Reply.Answer answer, UnaryOperator<String> change) {
        return calls(answer, call -> new Reply.Call(call.name(), change.apply(call.argumentsJson())));
    }

    private static Reply.Answer calls(Reply.Answer answer, UnaryOperator<Reply.Call> change) {
        return new Reply.Answer(
                answer.text(),
                answer.calls().stream().map(change).toList(),
                answer.reasoning(),
                answer.finishReason(),
                answer.pieces());
    }

    /**
     * How the answer goes over the wire.
     *
     * @param pace between the events of a stream when no fault says otherwise
     * @param half where the middle of the body's middle piece is
     */
    Delivery delivery(Duration pace, long half) {
        Delivery delivery = pace.isZero() ? Delivery.PROMPT : Delivery.PROMPT.withPace(pace);
        for (Fault fault : faults.values()) {
            delivery = switch (fault.kind()) {
                case DELAY_HEADERS -> delivery.withDelay(fault.time());
                case PACE -> delivery.withPace(fault.time());
                case TRICKLE -> delivery.withTrickle(fault.time());
                case CUT_AFTER -> delivery.withEnd(End.CUT, fault.bytes());
                case RESET_AFTER -> delivery.withEnd(End.RESET, fault.bytes());
                case STALL_AFTER -> delivery.withEnd(End.STALL, fault.bytes());
                case HALF_EVENT -> delivery.withEnd(End.CUT, half);
                case NO_ANSWER -> delivery.withEnd(End.CLOSED_UNANSWERED, 0);
                case RESET -> delivery.withEnd(End.RESET_UNANSWERED, 0);
                case LEFT_OPEN -> delivery.withEnd(End.LEFT_OPEN, 0);
                case UNTIL_CLOSE -> delivery.untilClose();
                default -> delivery;
            };
        }
        return delivery;
    }
}
