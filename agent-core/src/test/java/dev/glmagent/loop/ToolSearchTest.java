package dev.glmagent.loop;

import static dev.glmagent.testing.ScriptedModel.callOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.Agent;
import dev.glmagent.AgentBuilder;
import dev.glmagent.RunInvariants;
import dev.glmagent.RunRequest;
import dev.glmagent.RunResult;
import dev.glmagent.chat.ChatRequest;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.ToolMessage;
import dev.glmagent.chat.ToolSpec;
import dev.glmagent.testing.ScriptedModel;
import dev.glmagent.tool.ToolDefinition;
import dev.glmagent.tool.ToolRegistry;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** Many tools, of which few are offered: what is found, and how it becomes callable. */
class ToolSearchTest {

    /** 50 kinds of things times 20 actions; names are English, every second kind is described in Chinese. */
    private static final ToolRegistry THOUSAND = thousand();

    private static List<String[]> rows(String file) {
        try (InputStream in =
                Objects.requireNonNull(ToolSearchTest.class.getResourceAsStream(file), "test resource " + file)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(line -> line.split("\t"))
                    .toList();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ToolRegistry thousand() {
        List<ToolDefinition> tools = new ArrayList<>();
        for (String[] thing : rows("tool-things.tsv")) {
            for (String[] action : rows("tool-actions.tsv")) {
                boolean english = thing[0].equals("en");
                String id = english ? "Its number" : "编号";
                tools.add(ToolDefinition.builder(thing[1] + "_" + action[0])
                        .description(String.format(Locale.ROOT, action[english ? 1 : 2], thing[2]))
                        .build(
                                "{\"type\":\"object\",\"properties\":{\"id\":{\"type\":\"string\",\"description\":\""
                                        + id + "\"}}}",
                                (json, context) -> "did " + context.toolName()));
            }
        }
        return ToolRegistry.of(tools.toArray());
    }

    /** Nothing was tuned on the odd ones. */
    @Test
    void the_right_one_of_a_thousand_tools_is_among_the_first_ten() {
        ToolIndex index = new ToolIndex(THOUSAND);
        int[][] found = new int[2][2];
        int[][] asked = new int[2][2];
        List<String> missed = new ArrayList<>();
        List<String[]> questions = rows("tool-questions.tsv");
        for (int i = 0; i < questions.size(); i++) {
            String wanted = questions.get(i)[0];
            String question = questions.get(i)[1];
            assertThat(THOUSAND.find(wanted)).as(wanted).isPresent();
            int heldOut = i % 2;
            int chinese = question.codePoints().anyMatch(Character::isIdeographic) ? 1 : 0;
            asked[heldOut][chinese]++;
            if (index.best(question, 10).contains(wanted)) {
                found[heldOut][chinese]++;
            } else {
                missed.add(wanted + " <- " + question);
            }
        }
        int all = found[1][0] + found[1][1];
        System.out.printf(
                Locale.ROOT,
                "recall in the top 10 of %d tools: held out %d/%d (English %d/%d, Chinese %d/%d), others %d/%d; missed %s%n",
                THOUSAND.specs().size(),
                all,
                asked[1][0] + asked[1][1],
                found[1][0],
                asked[1][0],
                found[1][1],
                asked[1][1],
                found[0][0] + found[0][1],
                asked[0][0] + asked[0][1],
                missed);
        assertThat(THOUSAND.specs()).hasSize(1_000);
        assertThat(questions.size()).isGreaterThanOrEqualTo(60);
        assertThat((double) all / (asked[1][0] + asked[1][1])).isGreaterThanOrEqualTo(0.85);
    }

    @Test
    void text_becomes_stems_and_pairs_of_characters() {
        assertThat(Words.of("cancelOrders HTTPServer, cancelled 42 currencies"))
                .containsExactly("cancel", "order", "http", "server", "cancel", "42", "currency");
        assertThat(Words.of("取消挂号 X号")).containsExactly("取消", "消挂", "挂号", "x", "号");
        assertThat(Words.of("the and of")).isEmpty();
    }

    @Test
    void rare_words_count_more_and_ties_keep_their_order() {
        Bm25 texts =
                new Bm25(new TreeMap<>(Map.of("a", List.of("x", "y"), "b", List.of("x", "x"), "c", List.of("x", "z"))));

        assertThat(texts.best(List.of("x", "z"), 2)).containsExactly("c", "b");
        assertThat(texts.best(List.of("nothing"), 2)).isEmpty();
    }

    private final ScriptedModel model = new ScriptedModel();

    private AgentBuilder builder() {
        return Agent.builder().model(model).tools(THOUSAND).toolSearch(40, 10);
    }

    private static List<String> offered(ChatRequest request) {
        return request.tools().stream().map(ToolSpec::name).toList();
    }

    @Test
    void only_what_fits_and_the_search_is_offered() {
        model.call("invoice_print", "{\"id\":\"4711\"}").reply("done");

        RunResult result = RunInvariants.check(builder().build().run("Print invoice 4711"));

        assertThat(result.messages()).contains(new ToolMessage("call_invoice_print", "did invoice_print"));
        assertThat(offered(model.requests().get(0)))
                .hasSize(11)
                .contains("invoice_print")
                .endsWith("find_tools");
        assertThat(offered(model.requests().get(1)))
                .as("the same, step after step")
                .hasSize(11);
    }

    @Test
    void what_is_found_can_be_called_in_the_next_step_and_what_is_not_cannot() {
        model.calls(callOf("find_tools", "{\"query\":\"取消电影票\"}"), callOf("movie_ticket_cancel", "{}"))
                .calls(callOf("movie_ticket_cancel", "{}"))
                .reply("done");

        RunResult result = RunInvariants.check(builder().build().run("Print invoice 4711"));

        List<Message> messages = result.messages();
        assertThat(((ToolMessage) messages.get(2)).text())
                .startsWith("These can be called from now on:\nmovie_ticket_cancel: 取消电影票\n");
        assertThat(((ToolMessage) messages.get(3)).text()).startsWith("unknown tool \"movie_ticket_cancel\"");
        assertThat(((ToolMessage) messages.get(5)).text()).isEqualTo("did movie_ticket_cancel");
        assertThat(offered(model.requests().get(1))).contains("movie_ticket_cancel", "invoice_print");
    }

    @Test
    void what_was_called_before_is_offered_to_the_next_question_too() {
        model.call("invoice_print", "{}").reply("done").reply("again");
        Agent agent = builder().build();
        RunResult first = agent.run("Print invoice 4711");

        agent.run(RunRequest.of("取消电影票").withHistory(first.messages()));

        assertThat(offered(model.requests().get(2))).contains("invoice_print", "movie_ticket_cancel");
    }

    @Test
    void nothing_found_is_told_and_wrong_arguments_find_nothing() {
        model.calls(callOf("find_tools", "{\"query\":\"zzz\"}"))
                .calls(callOf("find_tools", "not JSON"))
                .reply("sorry");

        RunResult result = RunInvariants.check(builder().build().run("qqq"));

        assertThat(((ToolMessage) result.messages().get(2)).text())
                .isEqualTo("No tool fits. Try other words, or answer without one.");
        assertThat(offered(model.requests().get(2))).containsExactly("find_tools");
    }

    @Test
    void few_tools_are_all_offered_and_an_answer_of_a_type_always_is() {
        ToolRegistry few = THOUSAND.filter(
                tool -> tool.name().startsWith("invoice_") && !tool.name().contains("title"));
        model.reply("ok").call("final_answer", "{\"value\":7}");

        Agent.builder().model(model).tools(few).toolSearch(20, 5).build().run("q");
        assertThat(offered(model.requests().get(0))).hasSize(20).doesNotContain("find_tools");

        builder().build().run("Print invoice 4711", int.class);
        assertThat(offered(model.requests().get(1))).hasSize(12).contains("find_tools", "final_answer");
    }

    @Test
    void the_numbers_are_checked() {
        assertThatThrownBy(() -> Agent.builder().toolSearch(-1, 0))
                .hasMessage("A tool search needs above >= 0 and best >= 1, got above=-1, best=0.");
    }
}
