package dev.sojourn.rest;

import dev.sojourn.NotSupportedException;
import dev.sojourn.SessionKey;
import dev.sojourn.SessionManager;
import dev.sojourn.StorageException;
import dev.sojourn.config.Settings;
import dev.sojourn.event.EventFeed;
import dev.sojourn.event.SessionEvent;
import dev.sojourn.log.Log;
import dev.sojourn.log.Message;
import dev.sojourn.web.Problem;
import jakarta.annotation.PreDestroy;
import jakarta.annotation.Resource;
import jakarta.enterprise.concurrent.ManagedExecutorService;
import jakarta.enterprise.concurrent.ManagedScheduledExecutorService;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import jakarta.enterprise.event.Reception;
import jakarta.inject.Inject;
import jakarta.ws.rs.sse.Sse;
import jakarta.ws.rs.sse.SseEventSink;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ScheduledFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * All streams of events of this node: so many and no more, and not all of one session; each ended with its administrator's session, all ended with the
 * application. The timer runs while there are any.
 */
@ApplicationScoped
public class EventStreams {

    private static final Log LOG = Log.of(EventStreams.class);

    private static final int MOST = 100;

    /** So that no administrator, or who has the cookie of one, keeps the others from watching. */
    private static final int MOST_OF_ONE = 25;

    private static final Duration HEARTBEAT = Duration.ofSeconds(15);

    /** A client that has taken nothing for so long is gone, or might as well be. */
    private static final Duration PATIENCE = HEARTBEAT.multipliedBy(2);

    /** Where sessions cannot be looked up by key, a stream lives no longer: its client comes again, and the filter looks at its cookie. */
    static final Duration UNSEEN = Duration.ofMinutes(1);

    @Inject
    EventFeed feed;

    @Inject
    SessionManager manager;

    @Inject
    Settings settings;

    @Resource
    ManagedExecutorService executor;

    @Resource
    ManagedScheduledExecutorService scheduler;

    private final Set<EventStream> streams = ConcurrentHashMap.newKeySet();
    private @Nullable ScheduledFuture<?> timer;
    private boolean stopped;

    /** How many each session has in the set, or on their way there. */
    private final Map<SessionKey, Integer> places = new HashMap<>();

    /** Made by the container. */
    public EventStreams() {}

    /**
     * Opens one.
     *
     * @throws ProblemException when there are too many
     * @throws StorageException when the storage does not answer
     */
    void open(SessionKey administrator, @Nullable String lastEventId, SseEventSink sink, Sse sse) {
        takePlace(administrator);
        EventStream stream;
        try {
            stream = new EventStream(administrator, feed, lastEventId, sink, sse, executor, this::remove);
        } catch (RuntimeException failed) {
            givePlaceBack(administrator);
            throw failed;
        }
        add(stream);
        stream.begin();
    }

    /** Before anything is opened: what has been opened and is closed for want of room is answered by the server as a stream that is over, not as a problem. */
    private synchronized void takePlace(SessionKey administrator) {
        int taken = places.values().stream().mapToInt(Integer::intValue).sum();
        if (stopped || taken >= MOST || places.getOrDefault(administrator, 0) >= MOST_OF_ONE) {
            throw new ProblemException(Problem.tooManyStreams());
        }
        places.merge(administrator, 1, Integer::sum);
    }

    private synchronized void givePlaceBack(SessionKey administrator) {
        places.computeIfPresent(administrator, (key, taken) -> taken == 1 ? null : taken - 1);
    }

    private synchronized void add(EventStream stream) {
        if (stopped) {
            stream.close();
            return;
        }
        streams.add(stream);
        if (timer == null) {
            long millis = HEARTBEAT.toMillis();
            timer = scheduler.scheduleWithFixedDelay(this::beat, millis, millis, TimeUnit.MILLISECONDS);
        }
    }

    private synchronized void remove(EventStream stream) {
        if (streams.remove(stream)) {
            givePlaceBack(stream.administrator());
        }
        if (streams.isEmpty() && timer != null) {
            timer.cancel(false);
            timer = null;
        }
    }

    /** Ends the streams of a session at once when it ended on this node; of one that ended elsewhere the next heartbeat knows. */
    void ended(@Observes(notifyObserver = Reception.IF_EXISTS) SessionEvent.Ended event) {
        for (EventStream stream : streams) {
            if (stream.administrator().equals(event.key())) {
                // not here: the server may want to write a last time
                executor.execute(stream::close);
            }
        }
    }

    /** An exception would end the timer for ever, so none gets out. */
    private void beat() {
        try {
            Map<SessionKey, Boolean> known = new HashMap<>();
            for (EventStream stream : streams) {
                if (mayGoOn(stream, known)) {
                    stream.beat(PATIENCE);
                } else {
                    stream.close();
                }
            }
        } catch (RuntimeException unexpected) {
            LOG.because(unexpected, Message.HEARTBEAT_FAILED);
        }
    }

    private boolean mayGoOn(EventStream stream, Map<SessionKey, Boolean> known) {
        try {
            return known.computeIfAbsent(stream.administrator(), new Standing(manager, settings.application())::holds);
        } catch (NotSupportedException inTheCookie) {
            return stream.age().compareTo(UNSEEN) < 0;
        } catch (StorageException down) {
            // nothing fails open: the client comes again when the storage is back
            return false;
        }
    }

    @PreDestroy
    void stop() {
        synchronized (this) {
            stopped = true;
        }
        streams.forEach(EventStream::close);
    }
}
