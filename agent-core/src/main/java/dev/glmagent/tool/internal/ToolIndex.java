package dev.glmagent.tool.internal;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;

/**
 * What {@link ToolProcessor} found when a module was compiled: which packages it has, which of its classes hold tools,
 * and how their parameters are called. A text file in the module's jar:
 *
 * <pre>
 * glm-agent tool index 1
 * package com.acme.tools
 * class com.acme.tools.Weather
 * method com.acme.tools.Weather#forecast(java.lang.String,int) city,days
 * </pre>
 *
 * <p>The lines may come in any order and more than once, so that a build which merges jars can append the files.
 *
 * @param packages the packages of the module, those without tools too
 * @param classes binary names of the concrete classes that have a tool, inherited ones included
 * @param parameters the parameters' names of each tool method
 */
record ToolIndex(Set<String> packages, Set<String> classes, Map<String, List<String>> parameters) {

    static final String PATH = "META-INF/glm-agent/tools.index";

    private static final String HEADER = "glm-agent tool index 1";

    ToolIndex() {
        this(new TreeSet<>(), new TreeSet<>(), new TreeMap<>());
    }

    /** Empty for a file that another version wrote: the caller then does without an index. */
    static Optional<ToolIndex> read(InputStream in) throws IOException {
        ToolIndex index = new ToolIndex();
        BufferedReader lines = new BufferedReader(new InputStreamReader(in, StandardCharsets.UTF_8));
        if (!HEADER.equals(lines.readLine())) {
            return Optional.empty();
        }
        for (String line = lines.readLine(); line != null; line = lines.readLine()) {
            String[] words = line.split(" ", -1);
            switch (words[0]) {
                case "package" -> index.packages.add(words[1]);
                case "class" -> index.classes.add(words[1]);
                case "method" -> index.parameters.put(words[1], List.of(words[2].split(",", -1)));
                default -> {
                    // the header of an appended file
                }
            }
        }
        return Optional.of(index);
    }

    List<String> lines() {
        List<String> lines = new ArrayList<>();
        lines.add(HEADER);
        packages.forEach(name -> lines.add("package " + name));
        classes.forEach(name -> lines.add("class " + name));
        parameters.forEach((method, names) -> lines.add("method " + method + " " + String.join(",", names)));
        return lines;
    }

    /** The key of a method: its class, its name, its erased parameter types. */
    static String key(String type, String method, List<String> parameterTypes) {
        return type + "#" + method + "(" + String.join(",", parameterTypes) + ")";
    }
}
