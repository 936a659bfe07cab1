package dev.glmagent.glm.internal;

import dev.glmagent.glm.GlmException;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.function.Function;
import java.util.function.IntFunction;
import tools.jackson.databind.JavaType;
import tools.jackson.databind.ObjectReader;

/** Lists that the platform gives page by page, as one list whose pages are fetched while it is gone through. */
public final class Pages {

    private Pages() {}

    /**
     * A page.
     *
     * @param data its items
     * @param hasMore whether another one follows
     * @param <T> an item
     */
    public record Page<T>(List<T> data, boolean hasMore) {}

    /**
     * Reads a page {@code {"data":[…],"has_more":…}}.
     *
     * @param type a record for the items
     * @param <T> an item
     * @return the reader
     */
    public static <T> ResponseReader<Page<T>> reader(Class<T> type) {
        JavaType page = GlmJson.RECORDS.getTypeFactory().constructParametricType(Page.class, type);
        ObjectReader reader = GlmJson.RECORDS.readerFor(page);
        return Readers.parsed(in -> reader.readValue(in));
    }

    /**
     * A list whose next page is asked for by the last item of the one before.
     *
     * @param id the id of an item
     * @param fetch fetches the page after an item, the first one after none
     * @param <T> an item
     * @return each iteration asks anew
     */
    public static <T> Iterable<T> after(Function<T, String> id, Function<Optional<String>, Page<T>> fetch) {
        return () -> new PageIterator<>(new IntFunction<>() {
            private Optional<String> last = Optional.empty();

            @Override
            public Page<T> apply(int number) {
                Page<T> page = fetch.apply(last);
                if (page.data().isEmpty()) {
                    return new Page<>(List.of(), false);
                }
                Optional<String> newLast =
                        Optional.of(id.apply(page.data().get(page.data().size() - 1)));
                if (newLast.equals(last)) {
                    throw new GlmException.Protocol(
                            "The platform lists the same page again and again: it ends with " + last.get() + ".",
                            GlmException.Exchange.NONE);
                }
                last = newLast;
                return page;
            }
        });
    }

    /**
     * A list whose pages are numbered from 1.
     *
     * @param fetch fetches a page
     * @param <T> an item
     * @return each iteration asks anew
     */
    public static <T> Iterable<T> numbered(IntFunction<Page<T>> fetch) {
        return () -> new PageIterator<>(number -> {
            Page<T> page = fetch.apply(number);
            // An empty page that announces more would be asked for without end.
            return page.data().isEmpty() ? new Page<>(List.of(), false) : page;
        });
    }

    private static final class PageIterator<T> implements Iterator<T> {

        private final IntFunction<Page<T>> fetch;
        private Iterator<T> items = Collections.emptyIterator();
        private boolean more = true;
        private int number;

        PageIterator(IntFunction<Page<T>> fetch) {
            this.fetch = fetch;
        }

        @Override
        public boolean hasNext() {
            while (!items.hasNext() && more) {
                Page<T> page = fetch.apply(++number);
                items = page.data().iterator();
                more = page.hasMore();
            }
            return items.hasNext();
        }

        @Override
        public T next() {
            if (!hasNext()) {
                throw new NoSuchElementException();
            }
            return items.next();
        }
    }
}
