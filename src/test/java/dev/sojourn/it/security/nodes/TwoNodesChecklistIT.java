package dev.sojourn.it.security.nodes;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Answer;
import dev.sojourn.it.Deployments;
import dev.sojourn.it.RawHttp;
import dev.sojourn.it.Together;
import dev.sojourn.it.Visitor;
import dev.sojourn.servers.PayaraMicro;
import dev.sojourn.servers.RedisServer;
import java.io.ByteArrayOutputStream;
import java.io.ObjectOutputStream;
import java.net.URI;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jboss.shrinkwrap.api.exporter.ZipExporter;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.condition.EnabledIfSystemProperty;
import org.junit.jupiter.api.io.TempDir;
import redis.clients.jedis.DefaultJedisClientConfig;
import redis.clients.jedis.HostAndPort;
import redis.clients.jedis.Jedis;

/** Two Payara Micro on one Redis: statements 12, 15, 16, 22, 23, 30, 42, 46, 48 and 52. */
@EnabledIfSystemProperty(named = "payara.jar", matches = ".+")
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class TwoNodesChecklistIT {

    private static final int GUESSES = 12;
    private static final int SESSIONS = 5;
    private static final Duration RENEWAL = Duration.ofSeconds(10);
    private static final Duration GRACE = Duration.ofSeconds(9);

    /** Every token and CSRF token that was seen, for statement 52. */
    private static final Set<String> SECRETS = ConcurrentHashMap.newKeySet();

    private static RedisServer redis;
    private static PayaraMicro left;
    private static PayaraMicro right;

    @BeforeAll
    static void start(@TempDir Path folder) {
        redis = RedisServer.start();
        Path war = folder.resolve("ROOT.war");
        Deployments.warWithAccounts(
                        "sojourn.storage=redis",
                        "sojourn.redis.port=" + redis.port(),
                        "sojourn.login.max-attempts=" + GUESSES,
                        "sojourn.session.max-per-principal=" + SESSIONS,
                        "sojourn.session.renewal-interval=" + RENEWAL,
                        "sojourn.session.rotation-grace=" + GRACE,
                        "sojourn.rest.readable-attributes=ui.*",
                        "sojourn.rest.writable-attributes=ui.*",
                        "sojourn.web.trusted-proxies=127.0.0.1")
                .as(ZipExporter.class)
                .exportTo(war.toFile());
        List<PayaraMicro> nodes = Together.run(2, i -> PayaraMicro.start(List.of(war), "/api/health"));
        left = nodes.get(0);
        right = nodes.get(1);
    }

    @AfterAll
    static void stop() {
        if (left != null) {
            left.close();
        }
        if (right != null) {
            right.close();
        }
        redis.close();
    }

    private static URI node(int number) {
        return (number % 2 == 0 ? left : right).uri();
    }

    private static Visitor signedIn(int node, String account) {
        return noted(Visitor.signedIn(node(node), account));
    }

    private static Visitor noted(Visitor visitor) {
        SECRETS.add(visitor.cookie(Visitor.SESSION).replaceFirst("^.*\\.", ""));
        SECRETS.add(visitor.cookie(Visitor.CSRF));
        return visitor;
    }

    /** The same cookies at the other node. */
    private static Visitor at(int node, Visitor visitor) {
        return new Visitor(node(node))
                .withCookie(Visitor.SESSION, visitor.cookie(Visitor.SESSION))
                .withCookie(Visitor.CSRF, visitor.cookie(Visitor.CSRF));
    }

    @Test
    @Order(1)
    void s15_renewal_leads_twenty_tabs_on_two_nodes_to_one_successor() {
        Visitor visitor = signedIn(0, Accounts.fresh());
        Instant due = Instant.now().plus(RENEWAL).plusMillis(500);
        await().atMost(RENEWAL.multipliedBy(3)).until(() -> Instant.now().isAfter(due));

        List<Answer> answers =
                Together.run(20, i -> at(i, visitor).get("/api/session").is(200));

        List<String> successors = answers.stream()
                .flatMap(answer -> answer.setCookie(Visitor.SESSION).stream())
                .distinct()
                .toList();
        assertThat(successors).hasSize(1);
        assertThat(answers)
                .allSatisfy(
                        answer -> assertThat(answer.setCookie(Visitor.SESSION)).hasSize(1));
    }

    @Test
    @Order(1)
    void s12_rotation_on_one_node_is_known_on_the_other_at_once() {
        Visitor visitor = signedIn(0, Accounts.fresh());
        Visitor old = at(1, visitor);

        visitor.post("/api/session/rotation").is(200);

        old.get("/api/session").isNoSession("rotated");
        at(1, noted(visitor)).get("/api/session").is(200);
    }

    /** Twenty tabs of the thief at once on both nodes: all are told the same, as is who has the newer token. */
    @Test
    @Order(1)
    void s16_superseded_token_on_the_other_node_ends_the_session_on_both() {
        Visitor visitor = signedIn(0, Accounts.fresh());
        Visitor thief = at(1, visitor);
        visitor.post("/api/session/rotation").is(200);
        Instant over = Instant.now().plus(GRACE).plusMillis(500);
        thief.get("/api/session").isNoSession("rotated");
        at(1, noted(visitor)).get("/api/session").is(200);
        await().atMost(GRACE.multipliedBy(3)).until(() -> Instant.now().isAfter(over));

        List<Answer> answers = Together.run(20, i -> at(i, thief).get("/api/session"));

        assertThat(answers).allSatisfy(answer -> answer.isNoSession("theft"));
        for (int node = 0; node < 2; node++) {
            at(node, visitor).get("/api/session").isNoSession("theft");
        }
    }

    @Test
    @Order(1)
    void s22_saved_cookie_fails_on_every_node_at_once_after_the_logout() {
        for (int round = 0; round < 50; round++) {
            Visitor visitor = signedIn(round, Accounts.ALICE);
            Visitor saved = at(round + 1, visitor);
            saved.get("/api/session").is(200);

            visitor.delete("/api/session").is(204);

            saved.get("/api/session").isNoSession("logout");
            at(round, saved).get("/api/session").isNoSession("logout");
        }
    }

    @Test
    @Order(1)
    void s23_logout_among_fifty_requests_on_two_nodes_is_undone_by_none() {
        Visitor visitor = signedIn(0, Accounts.fresh());

        List<Answer> answers = Together.run(51, i -> {
            Visitor tab = at(i, visitor);
            if (i == 25) {
                return tab.delete("/api/session");
            }
            return i % 3 == 0 ? tab.patch("/api/session/attributes", "{\"ui.n" + i + "\":1}") : tab.get("/api/session");
        });

        assertThat(answers).extracting(Answer::status).isSubsetOf(200, 204, 401);
        for (int node = 0; node < 2; node++) {
            at(node, visitor).get("/api/session").isNoSession("logout");
        }
    }

    /** A hundred times; the accounts are used again, so that there are sessions to be ended. */
    @Test
    @Order(1)
    void s30_parallel_logins_on_two_nodes_leave_exactly_the_limit() {
        List<String> accounts =
                IntStream.range(0, 10).mapToObj(i -> Accounts.fresh()).toList();
        for (int round = 0; round < 100; round++) {
            String account = accounts.get(round % accounts.size());

            List<Visitor> visitors = Together.run(10, i -> signedIn(i, account));

            List<Answer> answers = IntStream.range(0, visitors.size())
                    .mapToObj(i -> at(i + 1, visitors.get(i)).get("/api/session"))
                    .toList();
            assertThat(answers)
                    .as("round %d", round)
                    .filteredOn(answer -> answer.status() == 200)
                    .hasSize(SESSIONS);
            assertThat(answers)
                    .filteredOn(answer -> answer.status() != 200)
                    .allSatisfy(answer -> answer.isNoSession("evicted"));
        }
    }

    @Test
    @Order(1)
    void s42_burst_of_two_hundred_guesses_on_two_nodes_learns_no_more_than_the_limit() {
        String account = Accounts.fresh();
        var threads = Executors.newFixedThreadPool(40);
        List<Answer> answers;
        try {
            answers = threads
                    .invokeAll(IntStream.range(0, 200)
                            .<Callable<Answer>>mapToObj(i -> () -> new Visitor(node(i)).signIn(account, "guess" + i))
                            .toList())
                    .stream()
                    .map(future -> result(future))
                    .toList();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        } finally {
            threads.shutdownNow();
        }

        assertThat(answers).extracting(Answer::status).containsOnly(401, 429);
        assertThat(answers).filteredOn(answer -> answer.status() == 401).hasSize(GUESSES);
        for (int node = 0; node < 2; node++) {
            new Visitor(node(node)).signIn(account).isProblem(429, "login-blocked");
        }
    }

    private static Answer result(Future<Answer> future) {
        try {
            return future.get();
        } catch (InterruptedException | ExecutionException e) {
            throw new IllegalStateException(e);
        }
    }

    /** The weakness: store-key injection. What a cookie says is no key until it has the form of one. */
    @Test
    @Order(1)
    void s46_hostile_ids_reach_no_command_of_the_store() {
        Visitor visitor = signedIn(0, Accounts.fresh());
        String size = redis.command("DBSIZE");
        List<String> hostile = new ArrayList<>(List.of(
                "*",
                "{}",
                "a:b",
                "sojourn:~s*",
                "\\r\\nFLUSHALL\\r\\n",
                "x FLUSHALL",
                "..%2f..",
                "\u00e9",
                "x".repeat(6_000)));
        hostile.add("A".repeat(22) + ".{*}" + "B".repeat(40));

        for (String id : hostile) {
            RawHttp.Reply reply = RawHttp.get(node(0), "/api/session", "Cookie: session_id=" + id);
            assertThat(reply.status()).as(id).isIn(400, 401);
        }

        assertThat(redis.command("DBSIZE")).isEqualTo(size);
        visitor.get("/api/session").is(200);
    }

    /** The weakness: deserialization of foreign classes. A record is read by its format's number, never by a class's name. */
    @Test
    @Order(1)
    void s48_poisoned_record_is_no_session_and_no_error() throws Exception {
        var serialized = new ByteArrayOutputStream();
        try (var out = new ObjectOutputStream(serialized)) {
            out.writeObject(Map.of("cmd", "touch /tmp/owned"));
        }
        List<byte[]> poison = List.of(
                serialized.toByteArray(),
                "{\"@class\":\"javax.swing.JEditorPane\"}".getBytes(StandardCharsets.UTF_8),
                new byte[0],
                new byte[3_000_000],
                "x".repeat(1_000).getBytes(StandardCharsets.UTF_8));
        try (var jedis = new Jedis(
                new HostAndPort("127.0.0.1", redis.port()),
                DefaultJedisClientConfig.builder().build())) {
            for (byte[] bytes : poison) {
                Set<ByteBuffer> before = sessions(jedis);
                Visitor visitor = signedIn(0, Accounts.fresh());
                Set<ByteBuffer> added = sessions(jedis);
                added.removeAll(before);
                assertThat(added).hasSize(1);
                jedis.set(added.iterator().next().array(), bytes);

                visitor.get("/api/session").isNoSession("unknown");
                at(1, visitor).get("/api/me/sessions").isNoSession("unknown");
            }
        }
    }

    /** The keys under which sessions are kept. */
    private static Set<ByteBuffer> sessions(Jedis jedis) {
        return jedis.keys("sojourn:~s*".getBytes(StandardCharsets.UTF_8)).stream()
                .map(ByteBuffer::wrap)
                .collect(Collectors.toSet());
    }

    /** The weakness: raw ids in logs. Last, so that everything has been logged. */
    @Test
    @Order(2)
    void s52_logs_hold_no_token_and_no_csrf_token() {
        assertThat(SECRETS).hasSizeGreaterThan(100);
        for (PayaraMicro node : List.of(left, right)) {
            String log = node.log();
            assertThat(log).contains("sojourn");
            assertThat(SECRETS).noneMatch(log::contains);
            assertThat(log).doesNotContain("\tat dev.sojourn");
        }
    }
}
