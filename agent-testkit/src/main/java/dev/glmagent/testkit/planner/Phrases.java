package dev.glmagent.testkit.planner;

/**
 * The sentences the planner says, in one language.
 *
 * @param signature the line under every text
 * @param askFor with the parameter's name and description
 * @param asks how {@code askFor} begins
 * @param refusal what stands above the list of tools
 * @param noTools what is said when there is nothing to offer
 * @param failed in front of an error's text
 * @param nothing for an empty result
 * @param yes a true value
 * @param no a false value
 * @param colon between a headline and what follows
 * @param comma between facts
 * @param listComma between the values of a list
 */
record Phrases(
        String signature,
        String askFor,
        String asks,
        String refusal,
        String noTools,
        String failed,
        String nothing,
        String yes,
        String no,
        String colon,
        String comma,
        String listComma) {

    static final Phrases CHINESE = new Phrases(
            "(离线规划器作答:规则引擎,不是语言模型)",
            "还需要知道 %s:%s。请补充。",
            "还需要知道 ",
            "抱歉,这个问题我用现有的工具答不了。我能用的工具有:",
            "抱歉,这次请求没有附带工具,离线规划器只会使用工具。",
            "没有办成:",
            "没有结果。",
            "是",
            "否",
            ":",
            ",",
            "、");

    static final Phrases ENGLISH = new Phrases(
            "(answered by the offline planner: a rule engine, not a language model)",
            "I still need to know %s: %s. What is it?",
            "I still need to know ",
            "Sorry, I cannot answer that with the tools I have. They are:",
            "Sorry, the request offers no tools, and using tools is all the offline planner can do.",
            "That did not work: ",
            "There are no results.",
            "yes",
            "no",
            ": ",
            ", ",
            ", ");

    static Phrases of(Language language) {
        return language == Language.CHINESE ? CHINESE : ENGLISH;
    }
}
