package dev.glmagent;

import static dev.glmagent.testing.ScriptedModel.callOf;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.glmagent.chat.AssistantMessage;
import dev.glmagent.chat.Cancellation;
import dev.glmagent.chat.FinishReason;
import dev.glmagent.chat.Message;
import dev.glmagent.chat.SystemMessage;
import dev.glmagent.chat.ToolCall;
import dev.glmagent.chat.ToolMessage;
import dev.glmagent.chat.UserMessage;
import dev.glmagent.loop.ApprovalRequest;
import dev.glmagent.loop.InvalidDecisionException;
import dev.glmagent.session.InMemorySessionStore;
import dev.glmagent.session.SessionBusyException;
import dev.glmagent.session.SessionId;
import dev.glmagent.session.SessionStore;
import dev.glmagent.session.SessionStoreException;
import dev.glmagent.testing.ScriptedModel;
import dev.glmagent.tool.Tool;
import dev.glmagent.tool.ToolRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.function.IntPredicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Conversations that are kept. */
@Timeout(60)
class SessionTest {

    private static final SessionId ID = SessionId.of("user-7", "chat-1");

    static class Shop {
        final List<String> done = new ArrayList<>();

        @Tool("Books a table")
        String book(String at) {
            done.add("booked " + at);
            return "booked " + at;
        }

        @Tool(value = "Deletes an order", destructive = true)
        String delete(String order) {
            done.add("deleted " + order);
            return "deleted " + order;
        }

        @Tool(value = "Looks an order up", readOnly = true)
        String look(String order) {
            done.add("looked at " + order);
            return order + " is paid";
        }
    }

    private final Shop shop = new Shop();
    private final ScriptedModel model = new ScriptedModel();
    private SessionStore store = new InMemorySessionStore();

    /** Another one each time, as another process has. */
    private Session session() {
        return Agent.builder()
                .model(model)
                .system("be brief")
                .tools(ToolRegistry.of(shop))
                .sessions(store)
                .build()
                .session("user-7", "chat-1");
    }

    @AfterEach
    void journal_is_consistent() {
        RunInvariants.checkSession(store, ID);
        RunInvariants.checkThreads();
    }

    @Test
    void a_conversation_goes_on_wherever_the_store_is() {
        model.calls(callOf("book", "{\"at\":\"7 pm\"}")).reply("Booked 😀.").reply("At 7 pm.");

        RunInvariants.check(session().run("Book a table."));
        RunResult second = RunInvariants.check(session().run("When?"));

        assertThat(model.requests().get(2).messages())
                .containsExactly(
                        new SystemMessage("be brief"),
                        UserMessage.of("Book a table."),
                        new AssistantMessage("", "", List.of(callOf("book", "{\"at\":\"7 pm\"}"))),
                        new ToolMessage("call_book", "booked 7 pm"),
                        AssistantMessage.of("Booked 😀."),
                        UserMessage.of("When?"));
        assertThat(second.messages()).hasSize(7);
        assertThat(session().messages()).isEqualTo(second.messages().subList(1, 7));
        assertThat(session().isUnfinished()).isFalse();
    }

    @Test
    void streams_futures_and_publishers_are_kept_too() throws Exception {
        model.reply("one").reply("two").reply("three");

        try (RunStream stream = session().stream("1")) {
            assertThat(stream.result().text()).isEqualTo("one");
        }
        assertThat(session()
                        .runAsync(RunRequest.of("2"))
                        .get(10, TimeUnit.SECONDS)
                        .text())
                .isEqualTo("two");
        CompletableFuture<RunResult> published = new CompletableFuture<>();
        session().publisher(RunRequest.of("3")).subscribe(new LastResult(published));
        assertThat(published.get(10, TimeUnit.SECONDS).text()).isEqualTo("three");

        assertThat(session().messages()).hasSize(6).endsWith(UserMessage.of("3"), AssistantMessage.of("three"));
    }

    @Test
    void a_session_has_its_own_history() {
        assertThatThrownBy(() -> session().run(RunRequest.of("q").withHistory(List.of(UserMessage.of("x")))))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("The request has a history, but a session has its own."
                        + " Fix: leave withHistory(..) out, or ask the agent without a session.");
    }

    @Test
    void an_id_needs_a_store_and_there_is_no_default_id() {
        Agent agent = Agent.builder().model(model).build();

        assertThatThrownBy(() -> agent.session("x"))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("This agent has nowhere to keep a session under an id. Fix: Agent.builder().sessions(new"
                        + " FileSessionStore(..)), or JdbcSessionStore, or InMemorySessionStore; or take newSession(),"
                        + " which keeps its conversation itself.");
        assertThatThrownBy(() ->
                        Agent.builder().model(model).sessions(store).build().session())
                .isInstanceOf(IllegalArgumentException.class);
        assertThat(agent.newSession().id()).isNotEqualTo(agent.newSession().id());
    }

    @Test
    void the_system_message_is_the_agents_of_today() {
        model.reply("a").reply("b");
        session().run("1");
        Agent.builder()
                .model(model)
                .system("be long")
                .sessions(store)
                .build()
                .session("user-7", "chat-1")
                .run("2");

        assertThat(model.requests().get(1).messages().stream().filter(SystemMessage.class::isInstance))
                .containsExactly(new SystemMessage("be long"));
    }

    /** F55c. */
    @Test
    void the_second_run_of_a_session_is_refused_and_nothing_of_it_runs() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        model.then((request, context) -> {
            asked.countDown();
            await(go);
            return ScriptedModel.replyOf("first", FinishReason.STOP);
        });
        CompletableFuture<RunResult> first = session().runAsync(RunRequest.of("1"));
        await(asked);

        assertThatThrownBy(() -> session().run("2"))
                .isInstanceOf(SessionBusyException.class)
                .hasMessageMatching(
                        "The session user-7/chat-1 is busy: the run [0-9a-f-]{36} is not over and may last until"
                                + " \\S+Z\\. Fix: ask again later, wait for it with session\\.waiting\\(\\.\\.\\), or go on with"
                                + " session\\.recover\\(\\) if its process is gone\\.");
        assertThatThrownBy(() -> session().resume(List.of())).isInstanceOf(SessionBusyException.class);
        assertThatThrownBy(() -> session().runAsync(RunRequest.of("2")).get(10, TimeUnit.SECONDS))
                .hasCauseInstanceOf(SessionBusyException.class);
        try (RunStream stream = session().stream("2")) {
            assertThatThrownBy(stream::hasNext).isInstanceOf(SessionBusyException.class);
        }

        model.reply("second");
        CompletableFuture<RunResult> patient =
                session().waiting(Duration.ofSeconds(30)).runAsync(RunRequest.of("2"));
        go.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS).text()).isEqualTo("first");
        assertThat(patient.get(30, TimeUnit.SECONDS).text()).isEqualTo("second");
        assertThat(session().messages()).hasSize(4);
    }

    /** F50: the state before a run has its session. */
    @Test
    void a_run_that_waits_for_its_session_can_be_cancelled() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        model.then((request, context) -> {
            asked.countDown();
            await(go);
            return ScriptedModel.replyOf("first", FinishReason.STOP);
        });
        CompletableFuture<RunResult> first = session().runAsync(RunRequest.of("1"));
        await(asked);

        Cancellation stop = new Cancellation();
        CompletableFuture<RunResult> waiting = session()
                .waiting(Duration.ofMinutes(5))
                .runAsync(RunRequest.of("2").withCancellation(stop));
        stop.cancel();
        assertThat(waiting.get(10, TimeUnit.SECONDS).outcome()).isInstanceOf(RunOutcome.Cancelled.class);

        go.countDown();
        assertThat(first.get(10, TimeUnit.SECONDS).text()).isEqualTo("first");
        assertThat(session().messages()).hasSize(2);
    }

    @Test
    void a_cancelled_run_is_kept_and_the_conversation_goes_on() {
        Cancellation stop = new Cancellation();
        model.then((request, context) -> {
            stop.cancel();
            throw new IllegalStateException("cancelled");
        });
        RunResult result = session().run(RunRequest.of("1").withCancellation(stop));
        assertThat(result.outcome()).isInstanceOf(RunOutcome.Cancelled.class);

        model.then((request, context) -> {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted");
        });
        assertThat(session().run("2").outcome()).isInstanceOf(RunOutcome.Cancelled.class);
        assertThat(Thread.interrupted()).isTrue();

        model.reply("three");
        assertThat(session().run("3").text()).isEqualTo("three");
        assertThat(session().messages()).hasSize(4);
    }

    @Test
    void a_call_is_approved_in_another_process_and_its_result_is_kept() {
        model.calls(callOf("delete", "{\"order\":\"7\"}"), callOf("look", "{\"order\":\"7\"}"));
        assertThat(session().run("Delete order 7").outcome()).isInstanceOf(RunOutcome.NeedsApproval.class);

        assertThat(session().isUnfinished()).isTrue();
        ApprovalRequest request = session().approvals().get(0);
        assertThat(request.toolName()).isEqualTo("delete");
        ApprovalRequest forged =
                new ApprovalRequest(request.runId(), request.callId(), request.toolName(), "{\"order\":\"8\"}");
        assertThatThrownBy(() -> session().resume(List.of(forged.approve())))
                .isInstanceOf(InvalidDecisionException.class);

        model.reply("Deleted.");
        RunResult result = RunInvariants.check(session().resume(List.of(request.approve())));
        assertThat(result.text()).isEqualTo("Deleted.");
        assertThat(shop.done).containsExactly("looked at 7", "deleted 7");
        assertThat(session().messages())
                .isEqualTo(result.messages().subList(1, result.messages().size()));
        assertThatThrownBy(() -> session().resume(List.of(request.approve())))
                .isInstanceOf(IllegalStateException.class)
                .hasMessage("The session user-7/chat-1 has no run that could go on."
                        + " Fix: look at isUnfinished() before, or ask a question.");
    }

    @Test
    void a_question_in_place_of_a_decision_leaves_the_call_undone() {
        model.calls(callOf("delete", "{\"order\":\"7\"}"), callOf("look", "{\"order\":\"7\"}"));
        session().run("Delete order 7");
        ApprovalRequest request = session().approvals().get(0);
        model.reply("Fine, it stays.");

        RunResult result = RunInvariants.check(session().run("No, leave it."));

        assertThat(shop.done).containsExactly("looked at 7");
        assertThat(result.messages())
                .contains(
                        new ToolMessage("call_delete", "not run: the run was cancelled"),
                        new ToolMessage("call_look", "7 is paid"));
        assertThatThrownBy(() -> session().resume(List.of(request.approve())))
                .isInstanceOf(IllegalStateException.class);
    }

    @Test
    void a_run_that_failed_can_go_on_where_it_was() {
        model.calls(callOf("book", "{\"at\":\"7 pm\"}")).fail(new IllegalStateException("no network"));
        assertThat(session().run("Book a table.").outcome()).isInstanceOf(RunOutcome.Failed.class);
        model.reply("Booked.");

        RunResult result = RunInvariants.check(session().resume(List.of()));

        assertThat(result.text()).isEqualTo("Booked.");
        assertThat(result.modelCalls()).isEqualTo(2);
        assertThat(shop.done).containsExactly("booked 7 pm");
    }

    /** F55b. */
    @Test
    void a_store_that_fails_stops_the_run_before_the_model_is_asked_again_and_nothing_is_lost() {
        int appends = 5; // opened, the question, the calls, started, ended, then the turn
        SessionStore real = store;
        store = new Faulty(real, number -> number == appends);
        model.calls(callOf("book", "{\"at\":\"7 pm\"}"));

        RunResult result = RunInvariants.check(session().run("Book a table."));

        assertThat(result.outcome())
                .isInstanceOfSatisfying(
                        RunOutcome.Failed.class,
                        failed -> assertThat(failed.error())
                                .isInstanceOf(SessionStoreException.class)
                                .hasMessage("disk full"));
        assertThat(result.messages()).hasSize(4).endsWith(new ToolMessage("call_book", "booked 7 pm"));
        assertThat(model.requests()).hasSize(1);

        store = real;
        model.reply("Booked.");
        assertThat(session().recover().text()).isEqualTo("Booked.");
        assertThat(shop.done).as("its result was in the journal").containsExactly("booked 7 pm");
    }

    @Test
    void a_call_that_cannot_be_written_down_before_is_not_made() {
        SessionStore real = store;
        store = new Faulty(real, number -> number == 3);
        model.calls(callOf("book", "{\"at\":\"7 pm\"}"));

        RunResult result = RunInvariants.check(session().run("Book a table."));

        assertThat(result.outcome()).isInstanceOf(RunOutcome.Failed.class);
        assertThat(shop.done).isEmpty();
        assertThat(result.messages())
                .endsWith(new ToolMessage("call_book", "not run: it could not be written down before"));
        store = real;
    }

    @Test
    void an_answer_that_cannot_be_kept_is_a_failure_that_holds_it() {
        SessionStore real = store;
        store = new Faulty(real, number -> number == 2);
        model.reply("Hello.");

        RunResult result = session().run("Hi.");

        assertThat(result.outcome()).isInstanceOf(RunOutcome.Failed.class);
        assertThat(result.messages()).endsWith(AssistantMessage.of("Hello."));
        store = real;
    }

    @Test
    void a_store_that_cannot_be_read_is_told_before_anything_runs() {
        SessionStore real = store;
        store = new Faulty(real, number -> true);

        assertThatThrownBy(() -> session().run("q")).isInstanceOf(SessionStoreException.class);
        assertThat(model.requests()).isEmpty();
        store = real;
    }

    /** The run is taken over while its tool runs: it gets nothing in any more, and no call runs twice. */
    @Test
    void a_run_that_was_taken_over_writes_and_does_nothing_any_more() throws Exception {
        CountDownLatch asked = new CountDownLatch(1);
        CountDownLatch go = new CountDownLatch(1);
        model.then((request, context) -> {
            asked.countDown();
            await(go);
            return ScriptedModel.replyOf("", FinishReason.TOOL_CALLS, callOf("book", "{\"at\":\"7 pm\"}"));
        });
        CompletableFuture<RunResult> slow = session().runAsync(RunRequest.of("Book a table."));
        await(asked);
        model.calls(callOf("book", "{\"at\":\"8 pm\"}")).reply("Booked for 8.");

        assertThat(session().recover().text()).isEqualTo("Booked for 8.");
        go.countDown();

        RunResult late = slow.get(10, TimeUnit.SECONDS);
        assertThat(late.outcome())
                .isInstanceOfSatisfying(
                        RunOutcome.Failed.class,
                        failed -> assertThat(failed.error())
                                .isInstanceOf(SessionBusyException.class)
                                .hasMessageContaining("somebody else wrote to it meanwhile"));
        assertThat(shop.done).containsExactly("booked 8 pm");
    }

    /** F54, F55: a process that is gone, told by its time being over. */
    @Test
    void once_its_time_is_over_a_dead_run_no_longer_holds_the_session() {
        crashedAfter("\"kind\":\"started\"", true);
        model.reply("I will check.");

        RunResult result = RunInvariants.check(session().run("Well?"));

        assertThat(result.messages())
                .contains(new ToolMessage(
                        "call_book",
                        "interrupted: book may have run. The process stopped while it was running, outcome unknown; check"
                                + " before repeating it"));
        assertThat(shop.done).hasSize(1);
    }

    @Test
    void a_dead_run_whose_call_ended_is_closed_with_its_result() {
        crashedAfter("\"kind\":\"ended\"", true);
        model.reply("It is.");

        assertThat(session().run("Well?").messages()).contains(new ToolMessage("call_book", "booked 7 pm"));
        assertThat(shop.done).hasSize(1);
    }

    /** Leaves in the store what a process leaves that dies right behind a record; its time may be over. */
    private void crashedAfter(String record, boolean timeOver) {
        model.calls(callOf("book", "{\"at\":\"7 pm\"}")).reply("Booked.");
        session().run("Book a table.");
        List<String> records = store.read(ID);
        store = new InMemorySessionStore();
        for (int i = 0; i < records.size(); i++) {
            String text = timeOver
                    ? records.get(i).replaceFirst("\"until\":\"[^\"]*\"", "\"until\":\"" + Instant.EPOCH + "\"")
                    : records.get(i);
            store.append(ID, i, text);
            if (text.contains(record)) {
                return;
            }
        }
        throw new AssertionError("no " + record + " in " + records);
    }

    /** F55d. */
    @Test
    void a_stored_history_that_is_broken_is_sent_repaired_and_kept_as_it_was() {
        String broken = "{\"format\":1,\"kind\":\"over\",\"messages\":["
                + "{\"role\":\"tool\",\"id\":\"orphan\",\"text\":\"x\"},"
                + "{\"role\":\"user\",\"parts\":[{\"text\":\"q\"}]},"
                + "{\"role\":\"assistant\",\"text\":\"\",\"reasoning\":\"\",\"calls\":[{\"id\":\"a\",\"name\":\"book\",\"arguments\":\"{}\"}]}]}";
        SessionStore other = new InMemorySessionStore();
        other.append(
                ID,
                0,
                "{\"format\":1,\"kind\":\"opened\",\"run\":\"r\",\"until\":\"2020-01-01T00:00:00Z\",\"messages\":[]}");
        other.append(ID, 1, broken);
        model.reply("hello");

        RunResult result = RunInvariants.check(Agent.builder()
                .model(model)
                .sessions(other)
                .build()
                .session("user-7", "chat-1")
                .run("again"));

        List<Message> sound = List.of(
                UserMessage.of("q"),
                new AssistantMessage("", "", List.of(new ToolCall("a", "book", "{}"))),
                new ToolMessage("a", "no result was recorded for this call; it may or may not have run"),
                UserMessage.of("again"));
        assertThat(model.requests().get(0).messages()).isEqualTo(sound);
        assertThat(result.messages()).hasSize(5);
        assertThat(other.read(ID).get(1)).isEqualTo(broken);
        assertThat(Agent.builder()
                        .model(model)
                        .sessions(other)
                        .build()
                        .session("user-7", "chat-1")
                        .messages())
                .hasSize(5)
                .startsWith(new ToolMessage("orphan", "x"));
    }

    @Test
    void records_of_a_newer_version_are_refused_and_not_misread() {
        SessionStore other = new InMemorySessionStore();
        other.append(ID, 0, "{\"format\":2}");

        assertThatThrownBy(() -> Agent.builder()
                        .model(model)
                        .sessions(other)
                        .build()
                        .session("user-7", "chat-1")
                        .run("q"))
                .isInstanceOf(SessionStoreException.class)
                .hasMessage(
                        "Record 1 of the session user-7/chat-1 cannot be read: A session's record has the format 2; this"
                                + " program reads 1. Fix: use the newer program that wrote it.");
    }

    @Test
    void a_deleted_session_is_forgotten() {
        model.reply("one").reply("two");
        session().run("1");
        session().delete();
        session().run("2");

        assertThat(session().messages()).hasSize(2);
    }

    @Test
    void a_reading_agent_writes_no_journal_and_an_agent_without_session_writes_nothing() {
        model.calls(callOf("look", "{\"order\":\"7\"}")).reply("paid");
        session().run("q");

        assertThat(store.read(ID))
                .hasSize(4) // opened, the question, the turn, over
                .noneMatch(record -> record.contains("started"));

        model.calls(callOf("book", "{\"at\":\"7 pm\"}")).reply("booked");
        SessionStore untouched = new InMemorySessionStore();
        Agent.builder()
                .model(model)
                .tools(ToolRegistry.of(shop))
                .sessions(untouched)
                .build()
                .run("q");
        assertThat(untouched.deleteIdleSince(Instant.MAX)).isZero();
    }

    private static void await(CountDownLatch latch) {
        try {
            assertThat(latch.await(30, TimeUnit.SECONDS)).isTrue();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A store whose disk is full at some appends. */
    private record Faulty(SessionStore real, IntPredicate fails) implements SessionStore {
        @Override
        public List<String> read(SessionId id) {
            return real.read(id);
        }

        @Override
        public void append(SessionId id, int version, String record) {
            if (fails.test(version)) {
                throw new SessionStoreException("disk full");
            }
            real.append(id, version, record);
        }

        @Override
        public void delete(SessionId id) {
            real.delete(id);
        }

        @Override
        public int deleteIdleSince(Instant since) {
            return real.deleteIdleSince(since);
        }
    }
}
