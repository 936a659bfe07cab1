package dev.glmagent.tool.internal;

import static org.assertj.core.api.Assertions.assertThat;

import java.lang.reflect.Type;
import java.time.LocalDate;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/**
 * The quick check beside the validator, which is its oracle: it is never sure of what the validator refuses, and it is
 * sure of what our own schemas allow. Seeded; a failure names the seed.
 */
class SchemaCheckTest {

    private static SchemaCheck check(String schema) {
        return new SchemaCheck(ParametersSchema.of((ObjectNode) ToolJson.MAPPER.readTree(schema)), Set.of());
    }

    /** A schema of one property {@code x}. */
    private static SchemaCheck checkOf(String schema) {
        return check("{\"type\":\"object\",\"properties\":{\"x\":" + schema + "}}");
    }

    private static boolean fits(SchemaCheck check, String text) {
        return check.problems(ToolJson.MAPPER.readTree(text)).isEmpty();
    }

    @Test
    void agrees_with_the_validator_on_generated_types_and_spoiled_values() {
        int sure = 0;
        int refused = 0;
        for (int seed = 0; seed < SchemaAndBindingTest.TYPES; seed++) {
            Random random = new Random(seed);
            Type type = SchemaAndBindingTest.type(random, 0);
            ToolParameter parameter =
                    new ToolParameter("x", "", type, ToolParameter.Kind.PLAIN, true, null, String.class);
            ParametersSchema schema = ParametersSchema.of(List.of(parameter));
            SchemaCheck check = new SchemaCheck(schema, Set.of());
            for (int i = 0; i < 5; i++) {
                JsonNode value = new SchemaSamples(schema.node(), random).sample();
                String about = "seed " + seed + ", schema " + schema.json() + ", value " + value;
                assertThat(check.problems(value)).as(about).isEmpty();
                assertThat(check.surelyFits(value.toString())).as(about).isTrue();
                sure++;
                for (SchemaMutations.Mutation mutation : SchemaMutations.of(schema.node(), value)) {
                    assertThat(check.surelyFits(mutation.value().toString()))
                            .as(mutation.what() + " in " + mutation.value() + "; " + about)
                            .isFalse();
                    refused++;
                }
            }
        }
        assertThat(sure).isEqualTo(5 * SchemaAndBindingTest.TYPES);
        assertThat(refused).isGreaterThan(sure);
    }

    /** Of these it is sure exactly when they fit. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'type':'integer','format':'int32'} | 2147483647 2147483648 -2147483648 -2147483649 3.9 '3' null",
                "{'type':'integer','format':'int64'} | 9223372036854775807 9223372036854775808",
                "{'type':'integer'} | 99999999999999999999 0 -1 1.5 true",
                "{'type':'integer','minimum':1,'exclusiveMaximum':9} | 0 1 8 9 99999999999999999999",
                "{'type':'integer','exclusiveMinimum':1.5,'maximum':3.5} | 1 2 3 4",
                "{'type':'number','exclusiveMinimum':0,'maximum':1.5} | 0 0.0 0.1 1.5 1.51 2 -3",
                "{'type':'number','minimum':-2.5,'exclusiveMaximum':2.5} | -2.5 -2.51 2.5 2.49",
                "{'type':['integer','null'],'format':'int32'} | 1 null 'x' 99999999999",
                "{'type':'boolean'} | true false null 'true' 1",
                "{'const':'a'} | 'a' 'b' 1 null [] {}",
                "{'enum':['a',1,true,null]} | 'a' 'A' 1 2 true false null []",
                "{'type':'string','minLength':2,'maxLength':3} | '' 'a' 'ab' 'abc' 'abcd' '🙂🙂' '🙂' '🙂🙂🙂🙂'",
                "{'type':'string','pattern':'^a+$'} | 'a' 'aaa' 'ab' '' 'a\\n' 'a\\r' 'a\\u2028'",
                "{'type':'string','pattern':'b'} | 'abc' 'b' 'ac' ''",
                "{'type':'string','format':'date'} | '2026-11-23' '2026-11-31' '2024-02-29' '2026-02-29' '0000-01-01' 'x'",
                "{'type':'string','format':'uuid'} | '123e4567-e89b-12d3-a456-426614174000' '123e4567'",
                "{'type':'string','format':'email'} | 'a.b@example.com' 'a@b.cn' 'a' '@b.cn' 'a..b@c.cn' 'a@-b.cn'",
                "{'type':'array','items':{'type':'integer'},'minItems':1,'maxItems':2} | [] [1] [1,2] [1,2,3] ['1'] {}",
                "{'type':'array','uniqueItems':true} | [] [1,2] [1,1] ['a','a'] ['1',1] [1,1.0] [0.5,0.50] [1.5,2.5] [true,true] [null,null] [1,'a',true,null]",
                "{'type':'object','minProperties':1,'maxProperties':2} | {} {'a':1} {'a':1,'b':2} {'a':1,'b':2,'c':3} []",
                "{'type':'object','additionalProperties':{'type':'integer'},'propertyNames':{'pattern':'^[a-z]$'}}"
                        + " | {'a':1} {'a':1,'b':2} {'A':1} {'a':'1'} {}",
                "{'type':'object','properties':{'a':{'type':'integer'}},'required':['a','b'],'additionalProperties':true}"
                        + " | {'a':1,'b':2} {'a':1} {'b':1} {'a':'1','b':2} {'a':1,'b':2,'c':[{'d':[]}]}",
                "{'anyOf':[{'type':'null'},{'type':'object','properties':{'type':{'const':'A'}},'required':['type']}]}"
                        + " | null {'type':'A'} {'type':'B'} {} 1",
                "true | 1 null [] {} {'a':[{}]}",
                "{'title':'t','description':'d','default':1,'examples':[1],'$comment':'c'} | 1 'x'",
            })
    void is_sure_exactly_when_a_value_fits(String schema, String values) {
        SchemaCheck check = checkOf(schema.replace('\'', '"'));
        for (String value : values.split(" ")) {
            String text = "{\"x\":" + value.replace('\'', '"') + "}";

            assertThat(check.surelyFits(text)).as(text).isEqualTo(fits(check, text));
        }
    }

    /** It may be unsure of these; what it must not be is wrong. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "{'type':'integer'} | 3.0 1e2 1E400 3.5",
                "{'type':'number','format':'double'} | 1e400 -1e400 1e300 123456789012345678901234567890123.5",
                "{'type':'number','format':'float'} | 1e39 1e38 999999999999999999999999999999",
                "{'type':'number','maximum':1e30} | 1e29 1e31 5",
                "{'type':'number','minimum':1e-1000000000} | 1 0",
                "{'enum':[1.5,[1],{'a':1}]} | 1.5 [1] {'a':1} 2",
                "{'const':1} | 1 1.0 2",
                "{'type':'array','uniqueItems':true} | [{'a':1},{'a':1}] [[1],[1.0]] [{'a':1},{'a':2}]",
                "{'type':'string','pattern':'^\\\\p{Letter}+$'} | 'abc' '京' '1'",
                "{'type':'string','format':'email'} | 'a@b' 'a@b.xyz' 'a@b.qqq' 'a!b@c.cn'",
                "{'type':'string','format':'ipv4'} | '127.0.0.1' 'x'",
                "{'type':'string','contentEncoding':'base64'} | 'aGk=' '~~'",
                "{'type':'integer','multipleOf':3} | 3 4",
                "{'oneOf':[{'type':'integer'},{'minimum':2}]} | 1 2 1.5 3.5",
                "{'allOf':[{'type':'integer'},{'minimum':2}]} | 1 2",
                "{'not':{'type':'integer'}} | 1 'a'",
                "{'type':'object','patternProperties':{'^a':{'type':'integer'}}} | {'ab':1} {'ab':'1'}",
                "{'type':'array','prefixItems':[{'type':'integer'}]} | [1] ['1']",
                "{'type':'array','items':false} | [] [1]",
                "{'$ref':'#/$defs/none','type':'integer'} | 1",
                "false | 1",
            })
    void is_never_sure_of_what_does_not_fit(String schema, String values) {
        String parameters = schema.contains("none")
                ? "{'type':'object','properties':{'x':" + schema + "},'$defs':{'none':{'type':'string'}}}"
                : "{'type':'object','properties':{'x':" + schema + "}}";
        SchemaCheck check = check(parameters.replace('\'', '"'));
        for (String value : values.split(" ")) {
            String text = "{\"x\":" + value.replace('\'', '"') + "}";

            assertThat(check.surelyFits(text) && !fits(check, text)).as(text).isFalse();
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "null",
                "[]",
                "{\"x\":1,\"x\":1}",
                "{\"x\":1,\"y\":{\"a\":1,\"a\":2}}",
                "{\"x\":[{\"a\":1,\"a\":2}]}",
                "{\"y\":1,\"y\":2}",
                "{\"x\":1}{\"x\":2}",
                "{\"x\":1} x",
                "{\"x\":1,}",
                "{\"x\":01}",
                "{\"x\":NaN}",
                "{\"x\":\"\u0000\"}",
                "{\"x\":\"\\q\"}",
                "/* c */{\"x\":1}",
                "\uFEFF{\"x\":1}",
                "{\"x\":1"
            })
    void is_never_sure_of_what_is_not_one_object_without_repeated_names(String text) {
        assertThat(checkOf("true").surelyFits(text)).isFalse();
    }

    @Test
    void names_beyond_the_sixty_fourth_are_watched_too() {
        String properties = IntStream.range(0, 70)
                .mapToObj(i -> "\"p" + i + "\":{\"type\":\"integer\"}")
                .collect(Collectors.joining(","));
        SchemaCheck check = check("{\"type\":\"object\",\"properties\":{" + properties
                + "},\"required\":[\"p69\"],\"additionalProperties\":false}");
        String values = IntStream.range(0, 70).mapToObj(i -> "\"p" + i + "\":1").collect(Collectors.joining(","));

        assertThat(check.surelyFits("{" + values + "}")).isTrue();
        assertThat(check.surelyFits("{" + values + ",\"p69\":1}")).isFalse();
        assertThat(check.surelyFits("{" + values + ",\"p0\":1}")).isFalse();
        assertThat(check.surelyFits("{\"p0\":1}")).isFalse();
    }

    @Test
    void a_schema_that_refers_to_itself_is_followed() {
        SchemaCheck check = check(
                "{\"type\":\"object\",\"properties\":{\"x\":{\"$ref\":\"#/$defs/N\"}},\"$defs\":{\"N\":"
                        + "{\"type\":\"object\",\"properties\":{\"n\":{\"$ref\":\"#/$defs/N\"}},\"additionalProperties\":false}}}");

        assertThat(check.surelyFits("{\"x\":{\"n\":{\"n\":{}}}}")).isTrue();
        assertThat(check.surelyFits("{\"x\":{\"n\":{\"n\":{\"m\":1}}}}")).isFalse();
    }

    @Test
    void dates_it_knows_without_asking_bind() {
        LocalDate end = LocalDate.of(2105, 1, 1);
        for (LocalDate date = LocalDate.of(1895, 1, 1); date.isBefore(end); date = date.plusDays(1)) {
            assertThat(IsoText.isDate(date.toString())).isTrue();
        }
        for (String wrong : List.of(
                "2026-02-29",
                "1900-02-29",
                "2026-13-01",
                "2026-00-10",
                "2026-04-31",
                "2026-11-00",
                "0000-01-01",
                "20261123",
                "2026-1-23",
                "2026-11-23 ",
                "2026/11/23",
                "２０２６-11-23",
                "+026-11-23")) {
            assertThat(IsoText.isDate(wrong)).as(wrong).isFalse();
        }
        assertThat(IsoText.isDateTime("2026-11-23T23:59:59", "")).isTrue();
        assertThat(IsoText.isDateTime("2026-11-23T00:00:00Z", "Z")).isTrue();
        for (String wrong : List.of(
                "2026-11-23T24:00:00Z",
                "2026-11-23T08:60:00Z",
                "2026-11-23T08:00:60Z",
                "2026-11-23t08:00:00Z",
                "2026-11-23T08-00-00Z",
                "2026-02-29T08:00:00Z",
                "2026-11-23T08:00:00z")) {
            assertThat(IsoText.isDateTime(wrong, "Z")).as(wrong).isFalse();
        }
    }
}
