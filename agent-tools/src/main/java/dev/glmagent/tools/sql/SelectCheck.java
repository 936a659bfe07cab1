package dev.glmagent.tools.sql;

import dev.glmagent.tool.ToolException;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import net.sf.jsqlparser.JSQLParserException;
import net.sf.jsqlparser.parser.CCJSqlParserUtil;
import net.sf.jsqlparser.statement.Statement;
import net.sf.jsqlparser.statement.select.Select;
import net.sf.jsqlparser.util.TablesNamesFinder;

/**
 * The check of the text: one statement that reads, known functions, tables that may be seen. It gives good errors and stops
 * much, but it is not the wall: every parser reads some text otherwise than the database does.
 */
final class SelectCheck {

    private static final int MAX_LENGTH = 10_000;
    private static final int MAX_DEPTH = 32;

    /** Words that change something or lead out of a query, wherever they stand outside quotes. */
    private static final Set<String> FORBIDDEN =
            words("insert update delete merge upsert truncate drop alter create into"
                    + " grant revoke call exec execute prepare deallocate copy load attach detach pragma vacuum do begin commit"
                    + " rollback savepoint lock set reset declare listen notify explain analyze shutdown script runscript install"
                    + " import export outfile dumpfile openrowset opendatasource final");

    /** Words that an opening parenthesis may follow without being a function's name. */
    private static final Set<String> KEYWORDS =
            words("in and or not exists any all some as from join on using over by where"
                    + " having select distinct union except intersect when then else case between like ilike is values limit offset"
                    + " with recursive filter within group partition order interval lateral materialized array row end"
                    + " varchar char character decimal numeric float timestamp time");

    /** Functions of standard SQL and their common kin that compute something from their arguments and do nothing else. */
    private static final Set<String> FUNCTIONS =
            words("count sum avg min max abs round floor ceil ceiling mod power sqrt exp ln"
                    + " log log10 sign trunc greatest least coalesce nullif ifnull iif nvl cast try_cast"
                    + " upper lower length char_length character_length octet_length trim ltrim rtrim btrim substring substr left right"
                    + " position instr strpos replace reverse concat concat_ws initcap lpad rpad split_part ascii chr"
                    + " date time datetime julianday strftime extract date_part date_trunc datediff dateadd date_add date_sub to_char"
                    + " to_date to_timestamp year month day hour minute second quarter week day_of_week day_of_month day_of_year"
                    + " dayofweek dayofmonth dayofyear monthname dayname formatdatetime make_date age now current_date current_time"
                    + " current_timestamp localtime localtimestamp row_number rank dense_rank percent_rank cume_dist ntile lag lead"
                    + " first_value last_value nth_value string_agg group_concat listagg array_agg stddev stddev_pop stddev_samp variance"
                    + " var_pop var_samp median mode percentile_cont percentile_disc corr bool_and bool_or every total unnest"
                    + " json_extract json_value typeof");

    private final Tables tables;
    private final Set<String> functions;

    SelectCheck(Tables tables, Set<String> moreFunctions) {
        this.tables = tables;
        this.functions = new HashSet<>(FUNCTIONS);
        this.functions.addAll(moreFunctions);
    }

    private static Set<String> words(String list) {
        return Set.copyOf(Arrays.asList(list.split(" ")));
    }

    /** The statement without a last semicolon. */
    String checked(String sql) {
        if (sql.length() > MAX_LENGTH) {
            throw refused("it has " + sql.length() + " characters; at most " + MAX_LENGTH);
        }
        String statement = sql.strip();
        while (statement.endsWith(";")) {
            statement = statement.substring(0, statement.length() - 1).strip();
        }
        List<SqlWords.Word> words = SqlWords.of(statement);
        checkStart(words);
        int depth = 0;
        for (int i = 0; i < words.size(); i++) {
            SqlWords.Word word = words.get(i);
            depth += word.is("(") ? 1 : word.is(")") ? -1 : 0;
            if (depth > MAX_DEPTH) {
                throw refused("its parentheses are nested more than " + MAX_DEPTH + " deep");
            }
            checkWord(words, i);
        }
        parse(statement);
        return statement;
    }

    private static void checkStart(List<SqlWords.Word> words) {
        SqlWords.Word first =
                words.stream().filter(word -> !word.is("(")).findFirst().orElse(null);
        if (first == null || !(first.is("select") || first.is("with") || first.is("values"))) {
            throw refused("it must begin with SELECT, WITH or VALUES");
        }
    }

    private void checkWord(List<SqlWords.Word> words, int i) {
        SqlWords.Word word = words.get(i);
        if (word.is(";")) {
            throw refused("it is more than one statement; ask them one by one");
        }
        boolean isCall = i + 1 < words.size() && words.get(i + 1).is("(");
        if (!word.quoted() && FORBIDDEN.contains(word.text())) {
            throw refused("\"" + word.text().toUpperCase(Locale.ROOT)
                    + "\" has no place in a query that only reads; a column of this name goes in double quotes");
        }
        if (word.is("for") && i + 1 < words.size() && isRowLock(words.get(i + 1))) {
            throw refused("it locks rows");
        }
        if (word.is("next") && i + 1 < words.size() && words.get(i + 1).is("value")) {
            throw refused("it advances a sequence");
        }
        if (isCall && isName(word) && !isAllowedBeforeParenthesis(words, i)) {
            throw refused("the function \"" + word.text() + "\" is not among those allowed");
        }
    }

    private static boolean isRowLock(SqlWords.Word word) {
        return word.is("share") || word.is("no") || word.is("key") || word.is("update");
    }

    private static boolean isName(SqlWords.Word word) {
        return !word.text().isEmpty()
                && !word.text().equals("'")
                && (word.quoted()
                        || Character.isLetter(word.text().charAt(0))
                        || word.text().charAt(0) == '_');
    }

    private boolean isAllowedBeforeParenthesis(List<SqlWords.Word> words, int i) {
        SqlWords.Word before = i == 0 ? new SqlWords.Word("", true) : words.get(i - 1);
        if (before.is("with") || before.is("recursive")) {
            return true;
        }
        SqlWords.Word word = words.get(i);
        // A name in quotes or in a schema may be somebody's own function, even if a standard one is called so too.
        return !word.quoted() && !before.is(".") && (KEYWORDS.contains(word.text()) || functions.contains(word.text()));
    }

    private void parse(String sql) {
        Statement statement;
        Set<String> named;
        try {
            statement = CCJSqlParserUtil.parse(sql);
            named = statement instanceof Select ? TablesNamesFinder.findTables(sql) : Set.of();
        } catch (JSQLParserException e) {
            throw refused("it is not understood: "
                    + String.valueOf(e.getMessage()).lines().findFirst().orElse(""));
        }
        if (!(statement instanceof Select)) {
            throw refused("it is not a query");
        }
        for (String name : named) {
            if (!tables.allows(name.replace("\"", ""))) {
                throw refused("there is no table \"" + name + "\"; list_tables tells what there is");
            }
        }
    }

    private static ToolException refused(String why) {
        return new ToolException("the statement was not run: " + why);
    }
}
