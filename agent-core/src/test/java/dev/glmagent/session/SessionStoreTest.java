package dev.glmagent.session;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What every store promises. */
@Timeout(120)
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
class SessionStoreTest {

    private static final SessionId ID = SessionId.of("user-7", "chat-1");

    private Stores stores;

    @BeforeAll
    void start(@TempDir Path directory) throws IOException {
        stores = Stores.start(directory);
    }

    @AfterAll
    void stop() throws IOException {
        stores.close();
    }

    List<Stores.Named> stores() {
        return stores.all();
    }

    @ParameterizedTest
    @MethodSource("stores")
    void records_come_back_as_they_were_appended(Stores.Named named) {
        SessionStore store = named.store();
        String large = "{\"text\":\"" + "长".repeat(200_000) + "\"}";
        List<String> records =
                List.of("{\"a\":1}", "{\"text\":\"北京😀 \\uD83D \\u0000 '; DROP TABLE x; --\"}", large, "{}");

        assertThat(store.read(ID)).isEmpty();
        for (int i = 0; i < records.size(); i++) {
            store.append(ID, i, records.get(i));
        }

        assertThat(store.read(ID)).isEqualTo(records);
    }

    @ParameterizedTest
    @MethodSource("stores")
    void a_writer_that_has_not_read_the_last_record_is_refused_and_changes_nothing(Stores.Named named) {
        SessionStore store = named.store();
        store.append(ID, 0, "{\"a\":1}");
        store.append(ID, 1, "{\"a\":2}");

        for (int stale : new int[] {0, 1}) {
            assertThatThrownBy(() -> store.append(ID, stale, "{\"b\":1}"))
                    .isInstanceOf(SessionBusyException.class)
                    .hasMessage("The session user-7/chat-1 is at version 2, but the writer had read version " + stale
                            + ": somebody else wrote to it meanwhile. Fix: read it again.");
        }
        assertThatThrownBy(() -> store.append(ID, 3, "{\"b\":1}"))
                .isInstanceOf(SessionBusyException.class)
                .hasMessageContaining("deleted it meanwhile");
        assertThat(store.read(ID)).containsExactly("{\"a\":1}", "{\"a\":2}");
    }

    @ParameterizedTest
    @MethodSource("stores")
    void of_writers_at_the_same_version_exactly_one_gets_in(Stores.Named named) throws Exception {
        SessionStore store = named.store();
        int writers = 8;
        int rounds = 10;
        ExecutorService threads = Executors.newFixedThreadPool(writers);
        CyclicBarrier together = new CyclicBarrier(writers);
        try {
            List<Future<Integer>> won = new ArrayList<>();
            for (int writer = 0; writer < writers; writer++) {
                String record = "{\"writer\":" + writer + "}";
                Callable<Integer> work = () -> {
                    int wins = 0;
                    for (int round = 0; round < rounds; round++) {
                        together.await(60, TimeUnit.SECONDS);
                        try {
                            store.append(ID, round, record);
                            wins++;
                        } catch (SessionBusyException somebodyElse) {
                            assertThat(store.read(ID).size()).isGreaterThan(round);
                        }
                    }
                    return wins;
                };
                won.add(threads.submit(work));
            }
            int wins = 0;
            for (Future<Integer> each : won) {
                wins += each.get();
            }
            assertThat(wins).isEqualTo(rounds);
            assertThat(store.read(ID)).hasSize(rounds);
        } finally {
            threads.shutdownNow();
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void sessions_do_not_see_each_other_however_alike_their_ids_are(Stores.Named named) {
        SessionStore store = named.store();
        List<SessionId> alike = List.of(
                SessionId.of("alice"),
                SessionId.of("Alice"),
                SessionId.of("alice."),
                SessionId.of("alice", "1"),
                SessionId.of("alice:1"),
                SessionId.of(".."),
                SessionId.of("con"));
        for (SessionId id : alike) {
            store.append(id, 0, "{\"of\":\"" + id + "\"}");
        }
        for (SessionId id : alike) {
            assertThat(store.read(id)).containsExactly("{\"of\":\"" + id + "\"}");
        }
    }

    @ParameterizedTest
    @MethodSource("stores")
    void a_deleted_session_is_gone_and_the_run_in_it_cannot_write_on(Stores.Named named) {
        SessionStore store = named.store();
        store.append(ID, 0, "{}");
        store.append(ID, 1, "{}");
        store.delete(ID);
        store.delete(ID);

        assertThat(store.read(ID)).isEmpty();
        assertThatThrownBy(() -> store.append(ID, 2, "{}"))
                .isInstanceOf(SessionBusyException.class)
                .hasMessage(
                        "The session user-7/chat-1 is at version 0, but the writer had read version 2: somebody else"
                                + " deleted it meanwhile. Fix: read it again.");
        assertThat(store.read(ID)).isEmpty();
        store.append(ID, 0, "{\"new\":1}");
        assertThat(store.read(ID)).containsExactly("{\"new\":1}");
    }

    @ParameterizedTest
    @MethodSource("stores")
    void idle_sessions_are_deleted_and_the_others_stay(Stores.Named named) {
        SessionStore store = named.store();
        SessionId other = SessionId.of("other");
        store.append(ID, 0, "{}");
        store.append(other, 0, "{}");

        assertThat(store.deleteIdleSince(Instant.now().minusSeconds(60))).isZero();
        assertThat(store.read(ID)).hasSize(1);
        assertThat(store.deleteIdleSince(Instant.now().plusSeconds(60))).isEqualTo(2);
        assertThat(store.read(ID)).isEmpty();
        assertThat(store.read(other)).isEmpty();
    }
}
