package dev.sojourn.rest;

import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.sse.OutboundSseEvent;
import java.lang.reflect.Type;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * The first event of a stream. It has no data, so that nobody is told of it, but the client knows where it begins and when to come again: one that
 * loses its connection before anything happens misses nothing either. It is not made by a server's builder, since Jersey and RESTEasy leave out
 * the id and the delay of an event that has no data.
 *
 * @param id where the stream begins, or null where it cannot be resumed
 * @param retry after what time the client comes again
 */
record Greeting(@Nullable String id, Duration retry) implements OutboundSseEvent {

    @Override
    public @Nullable String getId() {
        return id;
    }

    @Override
    public @Nullable String getName() {
        return null;
    }

    @Override
    public String getComment() {
        return "events";
    }

    @Override
    public long getReconnectDelay() {
        return retry.toMillis();
    }

    @Override
    public boolean isReconnectDelaySet() {
        return true;
    }

    /** Some type, without which both servers write the comment alone. {@link NoData} writes what is of it: nothing. */
    @Override
    public Class<?> getType() {
        return Void.class;
    }

    @Override
    public Type getGenericType() {
        return Void.class;
    }

    @Override
    public MediaType getMediaType() {
        return MediaType.TEXT_PLAIN_TYPE;
    }

    @Override
    public @Nullable Object getData() {
        return null;
    }
}
