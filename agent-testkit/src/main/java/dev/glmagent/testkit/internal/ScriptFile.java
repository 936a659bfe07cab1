package dev.glmagent.testkit.internal;

import dev.glmagent.testkit.EmulatorException;
import dev.glmagent.testkit.Fault;
import dev.glmagent.testkit.Match;
import dev.glmagent.testkit.Reply;
import dev.glmagent.testkit.Rule;
import dev.glmagent.testkit.Script;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;
import tools.jackson.dataformat.yaml.YAMLMapper;

/** A script in YAML, and so in JSON too, which is YAML. */
public final class ScriptFile {

    private static final Map<String, Function<String, Match>> MATCHES = Map.of(
            "userSays", Match::userSays,
            "systemSays", Match::systemSays,
            "toolSays", Match::toolSays,
            "offers", Match::offers,
            "model", Match::model);

    private static final Pattern TIME = Pattern.compile("(\\d{1,9}) ?(ms|s)");

    private final Path file;
    private final JsonNode rules;

    private ScriptFile(Path file, JsonNode rules) {
        this.file = file;
        this.rules = rules;
    }

    /** Reads a file. */
    public static ScriptFile read(Path file) {
        try {
            return new ScriptFile(file, new YAMLMapper().readTree(Files.readString(file)));
        } catch (IOException e) {
            throw new EmulatorException("cannot read the script " + file + ": " + e.getMessage(), e);
        } catch (JacksonException e) {
            throw new EmulatorException("the script " + file + " is not YAML: " + e.getOriginalMessage(), e);
        }
    }

    /** Adds the rules to a script. */
    public void addTo(Script script) {
        if (!rules.isArray()) {
            throw wrong("$", "a list of rules was expected");
        }
        for (int i = 0; i < rules.size(); i++) {
            rule(script, rules.path(i), "$[" + i + "]");
        }
    }

    private void rule(Script script, JsonNode json, String at) {
        Rule rule = script.when(match(json.path("when"), at + ".when"));
        JsonNode replies = json.path("replies");
        if (!replies.isArray() || replies.isEmpty()) {
            throw wrong(at + ".replies", "a list of at least one reply was expected");
        }
        for (int i = 0; i < replies.size(); i++) {
            String here = at + ".replies[" + i + "]";
            rule.reply(reply(replies.path(i), here));
            JsonNode faults = replies.path(i).path("faults");
            for (int j = 0; j < faults.size(); j++) {
                rule.with(fault(faults.path(j), here + ".faults[" + j + "]"));
            }
        }
        if (json.path("forever").booleanValue(false)) {
            rule.forever();
        }
    }

    private Match match(JsonNode when, String at) {
        Match match = Match.anyRequest();
        boolean first = true;
        for (Map.Entry<String, JsonNode> condition : when.properties()) {
            Function<String, Match> known = MATCHES.get(condition.getKey());
            if (known == null) {
                throw wrong(
                        at,
                        "unknown condition \"" + condition.getKey() + "\"; there are "
                                + String.join(
                                        ", ", MATCHES.keySet().stream().sorted().toList()));
            }
            Match next = known.apply(condition.getValue().asString());
            match = first ? next : match.and(next);
            first = false;
        }
        return match;
    }

    private Reply reply(JsonNode json, String at) {
        if (json.has("answer")) {
            Reply.Answer answer = Reply.text(json.path("answer").asString());
            answer = json.has("reasoning")
                    ? answer.withReasoning(json.path("reasoning").asString())
                    : answer;
            return json.has("finish")
                    ? answer.withFinishReason(json.path("finish").asString())
                    : answer;
        }
        if (json.has("callTool")) {
            JsonNode arguments = json.path("arguments");
            // A string goes out as it is, so that broken JSON can be scripted.
            String text =
                    arguments.isString() ? arguments.asString() : arguments.isObject() ? arguments.toString() : "{}";
            return Reply.callTool(json.path("callTool").asString(), text);
        }
        if (json.has("fail")) {
            Reply.Failure failure = Reply.error(json.path("fail").asString());
            return json.has("retryAfter")
                    ? failure.withHeader("Retry-After", json.path("retryAfter").asString())
                    : failure;
        }
        if (json.has("html")) {
            return Reply.html();
        }
        if (json.has("raw")) {
            return Reply.raw(
                    json.path("status").intValue(200),
                    json.path("contentType").stringValue("application/json"),
                    json.path("raw").asString());
        }
        throw wrong(at, "one of answer, callTool, fail, html, raw was expected");
    }

    private Fault fault(JsonNode json, String at) {
        String name = json.isString()
                ? json.asString()
                : json.propertyNames().stream().findFirst().orElse("");
        Fault.Kind kind = kind(name, at);
        String value = json.isString() ? "" : json.path(name).asString();
        Matcher time = TIME.matcher(value);
        if (time.matches()) {
            long number = Long.parseLong(time.group(1));
            Duration duration = time.group(2).equals("s") ? Duration.ofSeconds(number) : Duration.ofMillis(number);
            return new Fault(kind, 0, duration);
        }
        if (!value.matches("\\d{0,15}")) {
            throw wrong(at, "\"" + value + "\" is neither a number of bytes nor a time such as 200ms or 2s");
        }
        return new Fault(kind, value.isEmpty() ? 0 : Long.parseLong(value), Duration.ZERO);
    }

    private Fault.Kind kind(String name, String at) {
        for (Fault.Kind kind : Fault.Kind.values()) {
            if (kind.name().replace("_", "").equalsIgnoreCase(name)) {
                return kind;
            }
        }
        throw wrong(at, "there is no fault \"" + name + "\"; they are named as in Fault.Kind, such as cutAfter");
    }

    private EmulatorException wrong(String at, String what) {
        return new EmulatorException("the script " + file + " at " + at + ": " + what + ".", null);
    }
}
