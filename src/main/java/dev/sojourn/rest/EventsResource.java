package dev.sojourn.rest;

import jakarta.servlet.http.HttpServletResponse;
import jakarta.ws.rs.GET;
import jakarta.ws.rs.HEAD;
import jakarta.ws.rs.HeaderParam;
import jakarta.ws.rs.Produces;
import jakarta.ws.rs.WebApplicationException;
import jakarta.ws.rs.core.Context;
import jakarta.ws.rs.core.HttpHeaders;
import jakarta.ws.rs.core.MediaType;
import jakarta.ws.rs.core.Response;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import org.jspecify.annotations.Nullable;

/** {@code /api/admin/events}: what happens, as Server-Sent Events. */
public class EventsResource {

    private final Administration administration;
    private final EventStreams streams;
    private final HttpServletResponse response;

    EventsResource(Administration administration, EventStreams streams, HttpServletResponse response) {
        this.administration = administration;
        this.streams = streams;
        this.response = response;
    }

    /** Opens a stream, which goes on after this call; where the client was when it comes again. */
    @GET
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public void stream(
            @Context SseEventSink sink,
            @Context Sse sse,
            @HeaderParam(HttpHeaders.LAST_EVENT_ID_HEADER) @Nullable String lastEventId) {
        Response answer = administration.call(administrator -> {
            response.setHeader("Cache-Control", "no-store");
            // nginx, and others after it, would keep events back until there are enough of them
            response.setHeader("X-Accel-Buffering", "no");
            streams.open(administrator.key(), lastEventId, sink, sse);
            return Answers.noContent();
        });
        if (answer.hasEntity()) {
            throw new WebApplicationException(answer);
        }
    }

    /** The head of that answer. Without this a stream would be opened that nothing is written to, so that nobody would notice that its client is gone. */
    @HEAD
    @Produces(MediaType.SERVER_SENT_EVENTS)
    public Response streamHead() {
        return administration.call(administrator -> Answers.head(MediaType.SERVER_SENT_EVENTS));
    }
}
