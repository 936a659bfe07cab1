package dev.glmagent.tool.internal;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.lang.reflect.Type;
import java.net.URLConnection;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletionStage;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.stream.BaseStream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectWriter;
import tools.jackson.databind.SerializationFeature;

/** What a tool returns, as text for a model. */
final class ResultText {

    /** A tool that streams for ever gives its first thousand items. */
    private static final int MAX_ITEMS = 1_000;

    /** How long a future may take. */
    private static final long FUTURE_LIMIT_SECONDS = 30;

    private static final String NOTHING = "no result";

    /** Looks for serializers at the first call, not when a thousand tools are registered. */
    private static final ObjectWriter WRITER =
            ToolJson.RESULTS.writer().without(SerializationFeature.EAGER_SERIALIZER_FETCH);

    private final JavaType declared;

    /** The elements of a container are written by their declared type: the list itself does not know it. */
    private final ObjectWriter writer;

    ResultText(Type declared) {
        this.declared = ToolJson.RESULTS.constructType(declared);
        this.writer = this.declared.isContainerType() ? WRITER.forType(this.declared) : WRITER;
    }

    /** The text; throws what a future or an iterator throws. */
    String of(@Nullable Object value) throws Throwable {
        if (declared.hasRawClass(void.class)) {
            return "done";
        } else if (value == null) {
            return NOTHING;
        } else if (value instanceof CharSequence text) {
            return text.isEmpty() ? NOTHING : text.toString();
        } else if (value instanceof Optional<?> optional) {
            return of(optional.orElse(null));
        } else if (value instanceof Future<?> future) {
            return of(await(future));
        } else if (value instanceof CompletionStage<?> stage) {
            return of(await(stage.toCompletableFuture()));
        } else if (value instanceof byte[] bytes) {
            return bytes.length + " bytes of " + contentType(bytes);
        } else if (value instanceof BaseStream<?, ?> stream) {
            try (stream) {
                return items(stream.iterator());
            }
        } else if (value instanceof Iterator<?> iterator) {
            return items(iterator);
        } else if (value instanceof Iterable<?> iterable && !(value instanceof Collection<?>) && !isData(value)) {
            return items(iterable.iterator());
        }
        return json(value);
    }

    /** A path is iterable over its parts, but it is one value. */
    private static boolean isData(Object value) {
        return value instanceof Path;
    }

    private static @Nullable Object await(Future<?> future) throws Throwable {
        try {
            return future.get(FUTURE_LIMIT_SECONDS, TimeUnit.SECONDS);
        } catch (ExecutionException e) {
            throw e.getCause() == null ? e : e.getCause();
        }
    }

    private static String contentType(byte[] bytes) {
        try {
            String type = URLConnection.guessContentTypeFromStream(new ByteArrayInputStream(bytes));
            return type == null ? "unknown type" : type;
        } catch (IOException e) {
            throw new UncheckedIOException(e); // memory is not read with errors
        }
    }

    private static String items(Iterator<?> items) {
        List<@Nullable Object> first = new ArrayList<>();
        while (items.hasNext() && first.size() < MAX_ITEMS) {
            first.add(items.next());
        }
        String json = ToolJson.RESULTS.writeValueAsString(first);
        return items.hasNext() ? json + "\n[the first " + MAX_ITEMS + " items; there are more]" : json;
    }

    private String json(Object value) {
        String json = writer.writeValueAsString(value);
        return json.equals("null") ? NOTHING : json;
    }
}
