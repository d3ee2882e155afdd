package dev.sojourn.it.security.clock;

import dev.sojourn.it.Answer;
import dev.sojourn.it.Deployments;
import dev.sojourn.it.Visitor;
import dev.sojourn.it.security.app.ProbeServlet;
import java.net.URI;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.awaitility.Awaitility;
import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.arquillian.junit5.container.annotation.ArquillianTest;
import org.jboss.arquillian.test.api.ArquillianResource;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** Base of the tests of the WAR with {@link ProbeServlet} and a clock that only they move. No sweeper runs. */
@ArquillianTest
abstract class OnProbe {

    static final Duration IDLE = Duration.ofMinutes(30);
    static final Duration ABSOLUTE = Duration.ofHours(12);
    static final Duration RENEWAL = Duration.ofMinutes(40);
    static final Duration GRACE = Duration.ofSeconds(30);
    static final int MAX_ANONYMOUS = 10_050;

    private static final AtomicInteger NUMBERS = new AtomicInteger();

    @ArquillianResource
    URI server;

    @Deployment(testable = false)
    static WebArchive war() {
        return Deployments.warWithAccounts(
                        "sojourn.session.idle-timeout=" + IDLE,
                        "sojourn.session.absolute-timeout=" + ABSOLUTE,
                        "sojourn.session.touch-interval=PT0S",
                        "sojourn.session.cleanup-interval=PT24H",
                        "sojourn.session.renewal-interval=" + RENEWAL,
                        "sojourn.session.rotation-grace=" + GRACE,
                        "sojourn.session.max-anonymous=" + MAX_ANONYMOUS,
                        "sojourn.session.keep-at-login=kept",
                        "sojourn.session.passive-paths=/probe/count",
                        "sojourn.login.max-attempts=off",
                        "sojourn.web.trusted-proxies=127.0.0.1")
                .addPackage(ProbeServlet.class.getPackage());
    }

    Visitor visitor() {
        return new Visitor(server);
    }

    /** A principal that no other test has. */
    static String fresh() {
        return "somebody-" + NUMBERS.incrementAndGet();
    }

    /** One who signed in as this principal. */
    Visitor signedIn(String principal) {
        Visitor visitor = visitor();
        login(visitor, principal);
        return visitor;
    }

    static Answer login(Visitor visitor, String principal) {
        return visitor.post("/probe/login?name=" + principal).is(200);
    }

    /** Puts something into the session, for which a visitor gets one. */
    static Answer put(Visitor visitor, String item) {
        return visitor.post("/probe/cart?item=" + item);
    }

    void advance(Duration by) {
        visitor().post("/probe/clock?seconds=" + by.toSeconds()).is(200);
    }

    String events(Visitor visitor) {
        return visitor().get("/probe/events?key=" + visitor.key()).is(200).body();
    }

    long count() {
        return Long.parseLong(visitor().get("/probe/count").is(200).body());
    }

    /** A request that waits at this gate. */
    CompletableFuture<Answer> slow(String gate, Supplier<Answer> request) {
        var answer = CompletableFuture.supplyAsync(request);
        Awaitility.await()
                .until(() -> answer.isDone()
                        || !visitor().get("/probe/came?gate=" + gate).body().equals("0"));
        return answer;
    }

    void open(String gate) {
        visitor().post("/probe/open?gate=" + gate).is(200);
    }

    /** One more client with nothing but this one's session cookie. */
    Visitor thief(Visitor of) {
        return visitor().withCookie(Visitor.SESSION, of.cookie(Visitor.SESSION));
    }
}
