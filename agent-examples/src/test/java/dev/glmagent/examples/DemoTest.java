package dev.glmagent.examples;

import static org.assertj.core.api.Assertions.assertThat;

import dev.glmagent.testkit.GlmEmulator;
import dev.glmagent.testkit.Reply;
import dev.glmagent.testkit.Script;
import java.io.BufferedReader;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.PrintStream;
import java.io.StringReader;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** The weather bot as the shell sees it: answer, notices, exit code. */
class DemoTest {

    private static final String NOTICE =
            "Offline: no GLM key, so the built-in emulator answers (a rule engine, not a language"
                    + " model). Set ZHIPUAI_API_KEY to ask glm-4.\n";

    /** What a shell would get. */
    private record Shell(int exitCode, String out, String err) {}

    @BeforeAll
    static void stayOnThisMachine() {
        System.setProperty("glm.offline", "true");
    }

    @AfterAll
    static void clear() {
        System.clearProperty("glm.offline");
    }

    private static Shell demo(Map<String, String> environment, String stdin, String... args) {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        ByteArrayOutputStream err = new ByteArrayOutputStream();
        Terminal terminal = new Terminal(
                new BufferedReader(new StringReader(stdin)),
                new PrintStream(out, true, StandardCharsets.UTF_8),
                new PrintStream(err, true, StandardCharsets.UTF_8),
                environment,
                false);
        int exitCode = Demo.run(terminal, args);
        return new Shell(exitCode, out.toString(StandardCharsets.UTF_8), err.toString(StandardCharsets.UTF_8));
    }

    private static Shell weather(String... args) {
        String[] all = new String[args.length + 1];
        all[0] = "weather";
        System.arraycopy(args, 0, all, 1, args.length);
        return demo(Map.of(), "", all);
    }

    @Test
    void a_chinese_question_is_answered_with_the_tools_temperature() {
        Shell shell = weather("北京今天天气怎么样?");

        assertThat(shell.exitCode()).isZero();
        assertThat(shell.err()).isEqualTo(NOTICE);
        assertThat(shell.out())
                .contains("北京")
                .containsPattern("-?\\d+(\\.\\d+)? ?°C")
                .contains("内置气候表")
                .contains("规则引擎,不是语言模型");
    }

    @Test
    void two_cities_take_at_least_two_tool_calls() {
        Shell shell = weather("--trace", "Compare the weather in Shanghai and London tomorrow");

        assertThat(shell.exitCode()).isZero();
        assertThat(shell.err())
                .contains(
                        "[1] request  2 messages ending in: Compare the weather in Shanghai and London tomorrow; tools: ")
                .contains("[1] call     weather_forecast {\"city\":\"Shanghai\"")
                .contains("[1] call     weather_forecast {\"city\":\"London\"")
                .containsPattern("\\[1] result   \\{\"city\":\"Shanghai\".*, \\d+ ms")
                .contains("call     compare_weather {")
                .containsPattern("\\[run] Completed: \\d model calls, 3 tool calls, \\d+ tokens, \\d+ ms");
        assertThat(shell.out()).contains("Shanghai").contains("London").contains("°C");
    }

    @Test
    void words_need_no_quotes_and_a_dash_reads_standard_input() {
        assertThat(weather("What's", "the", "weather", "in", "Paris?").out())
                .contains("Paris")
                .contains("°C");
        assertThat(demo(Map.of(), "伦敦今天天气怎么样?\n", "weather", "-").out())
                .contains("伦敦")
                .contains("°C");
    }

    @Test
    void no_question_is_a_conversation_that_remembers() {
        Shell shell = demo(Map.of(), "北京今天天气怎么样?\n\n那上海呢?\n", "weather", "--trace");

        assertThat(shell.exitCode()).isZero();
        assertThat(shell.out()).contains("北京").contains("上海");
        assertThat(shell.err()).contains("ending in: 那上海呢?").doesNotContain("> ");
    }

    @Test
    void an_empty_question() {
        for (String question : new String[] {"", "  "}) {
            assertThat(weather(question))
                    .isEqualTo(new Shell(
                            2,
                            "",
                            "The question is empty. Fix: ./demo weather \"北京今天天气怎么样?\", or no question for a"
                                    + " conversation.\n"));
        }
    }

    @Test
    void an_unknown_city_is_an_answer_that_says_so() {
        Shell shell = weather("亚特兰蒂斯今天天气怎么样?");

        assertThat(shell.exitCode()).isZero();
        assertThat(shell.out()).contains("未知城市“亚特兰蒂斯”");
        assertThat(shell.err()).isEqualTo(NOTICE);
    }

    @Test
    void a_wrong_key() {
        try (GlmEmulator emulator = GlmEmulator.start(Script.of(Reply.text("never")))) {
            Shell shell = demo(
                    Map.of("ZHIPUAI_API_KEY", "wrong.key", "GLM_BASE_URL", emulator.baseUrl()), "", "weather", "北京?");

            assertThat(shell)
                    .isEqualTo(new Shell(
                            2,
                            "",
                            "GLM refused the API key from ZHIPUAI_API_KEY (HTTP 401, code 1000: 身份验证失败。). Fix: check the"
                                    + " key; if it belongs to the other platform, set GLM_BASE_URL (now "
                                    + emulator.baseUrl() + ").\n"));
        }
    }

    @Test
    void a_taken_port() throws IOException {
        try (ServerSocket taken = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            Shell shell = weather("--emulator-port", "" + taken.getLocalPort(), "北京?");

            assertThat(shell)
                    .isEqualTo(new Shell(
                            2,
                            "",
                            "port " + taken.getLocalPort()
                                    + " on 127.0.0.1 is already in use. Fix: choose another port, or"
                                    + " 0 for a free one.\n"));
        }
    }

    @Test
    void a_dead_network() throws IOException {
        int port;
        try (ServerSocket free = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            port = free.getLocalPort();
        }
        Map<String, String> environment =
                Map.of("ZHIPUAI_API_KEY", "id.secret", "GLM_BASE_URL", "http://127.0.0.1:" + port + "/api/paas/v4");

        Shell shell = demo(environment, "", "weather", "北京?");
        assertThat(shell.exitCode()).isEqualTo(5);
        assertThat(shell.out()).isEmpty();
        assertThat(shell.err()).startsWith("No connection to 127.0.0.1:" + port).hasLineCount(1);

        assertThat(demo(environment, "", "weather", "--debug", "北京?").err())
                .contains("dev.glmagent.RunFailedException")
                .contains("\tat dev.glmagent.");
    }

    @Test
    void a_model_that_never_stops() {
        Reply[] forEver = new Reply[20];
        Arrays.fill(forEver, Reply.callTool("current_weather", "{\"city\":\"北京\"}"));
        try (GlmEmulator emulator = GlmEmulator.start(Script.of(forEver))) {
            Shell shell = demo(
                    Map.of("ZHIPUAI_API_KEY", emulator.apiKey(), "GLM_BASE_URL", emulator.baseUrl()),
                    "",
                    "weather",
                    "北京?");

            assertThat(shell.exitCode()).isEqualTo(3);
            assertThat(shell.err())
                    .startsWith("The run reached its limit of repetitions")
                    .hasLineCount(1);
        }
    }

    @Test
    void escape_sequences_of_a_model_do_not_reach_the_terminal() {
        try (GlmEmulator emulator = GlmEmulator.start(Script.of(Reply.text("\u001b]0;owned\u0007晴\u001b[31m")))) {
            Shell shell = demo(
                    Map.of("GLM_API_KEY", emulator.apiKey(), "GLM_BASE_URL", emulator.baseUrl()), "", "weather", "北京?");

            assertThat(shell).isEqualTo(new Shell(0, "]0;owned晴[31m\n", ""));
        }
    }

    @Test
    void wrong_usage() {
        assertThat(weather("--nonsense", "x").exitCode()).isEqualTo(2);
        assertThat(weather("--nonsense", "x").err())
                .isEqualTo("Unknown option: '--nonsense'. Fix: see ./demo --help.\n");
        assertThat(demo(Map.of(), "").exitCode()).isEqualTo(2);
        assertThat(demo(Map.of(), "", "wether").err()).contains("'wether'").contains("Fix: see ./demo --help.");
        assertThat(weather("--help").out()).contains("Exit codes:").contains("a limit was reached");
    }
}
