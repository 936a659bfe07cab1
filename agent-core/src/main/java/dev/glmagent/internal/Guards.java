package dev.glmagent.internal;

import dev.glmagent.GuardContext;
import dev.glmagent.GuardVerdict;
import dev.glmagent.GuardVerdict.Pass;
import dev.glmagent.GuardVerdict.Refuse;
import dev.glmagent.GuardVerdict.Replace;
import dev.glmagent.InputGuard;
import dev.glmagent.OutputGuard;
import dev.glmagent.chat.ContentPart;
import dev.glmagent.chat.UserMessage;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Function;

/**
 * The guards of an agent, in their order: each sees what the one before put in place, the first that refuses ends it.
 *
 * @param input judge the question
 * @param output judge what the model says
 */
public record Guards(List<InputGuard> input, List<OutputGuard> output) {

    /** Copies the lists. */
    public Guards {
        input = List.copyOf(input);
        output = List.copyOf(output);
    }

    GuardVerdict judgeQuestion(String question, GuardContext context) {
        return judge(question, input, guard -> text -> guard.judge(text, context));
    }

    GuardVerdict judgeAnswer(String answer, GuardContext context) {
        return judge(answer, output, guard -> text -> guard.judge(text, context));
    }

    private static <G> GuardVerdict judge(
            String original, List<G> guards, Function<G, Function<String, GuardVerdict>> judging) {
        String text = original;
        for (G guard : guards) {
            GuardVerdict verdict = judging.apply(guard).apply(text);
            if (verdict instanceof Refuse) {
                return verdict;
            }
            text = verdict instanceof Replace other ? other.text() : text;
        }
        return text.equals(original) ? new Pass() : new Replace(text);
    }

    /** The same question in other words; pictures stay. */
    static UserMessage reworded(UserMessage question, String text) {
        List<ContentPart> parts = new ArrayList<>();
        parts.add(new ContentPart.Text(text));
        question.parts().stream()
                .filter(part -> !(part instanceof ContentPart.Text))
                .forEach(parts::add);
        return new UserMessage(parts);
    }
}
