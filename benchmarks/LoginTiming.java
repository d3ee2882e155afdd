import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Arrays;
import java.util.Locale;
import java.util.Random;

/**
 * Whether time tells secrets: measures pairs of requests that must take the same time, in turns and in random order within each turn, and
 * prints the medians, their difference in per cent of the first, its 95 % interval by bootstrap, and the same of the fastest tenths, on which
 * a busy machine has less influence.
 *
 * <p>Arguments: the server's address, the number of turns for logins, and for the others.
 */
public final class LoginTiming {

    private static final int RESAMPLES = 1000;
    private static final String UNKNOWN_KEY = "AAAAAAAAAAAAAAAAAAAAAA";
    private static final String WRONG_SECRET = "B".repeat(43);

    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final Random random = new Random(54);
    private final String server;

    private LoginTiming(String server) {
        this.server = server;
    }

    public static void main(String[] arguments) throws Exception {
        var timing = new LoginTiming(arguments[0]);
        int logins = Integer.parseInt(arguments[1]);
        int others = Integer.parseInt(arguments[2]);

        System.out.println("| what | first | second | medians, µs | difference | 95 % interval | fastest tenths, µs | difference |");
        System.out.println("| --- | --- | --- | ---: | ---: | ---: | ---: | ---: |");
        Request unknown = timing.login("nobody");
        timing.compare("43, login", "wrong password", timing.login("cheap"), "unknown user", unknown, 401, logins);
        timing.compare("43, login", "wrong password, dearer hash", timing.login("dear"), "unknown user", unknown, 401, logins);
        timing.compare("43, login", "unknown user", unknown, "another unknown", timing.login("noone1"), 401, logins);

        HttpResponse<String> signedIn = timing.send(timing.login("cheap", "secret"));
        String token = cookie(signedIn, "session_id");
        String csrf = cookie(signedIn, "csrf_token");
        String key = token.substring(0, token.indexOf('.'));
        String secret = token.substring(token.indexOf('.') + 1);
        Request stranger = timing.session(UNKNOWN_KEY + "." + WRONG_SECRET);
        timing.compare("54, session", "known key, wrong secret", timing.session(key + "." + WRONG_SECRET), "unknown key", stranger, 401, others);
        timing.compare(
                "54, session",
                "known key, last letter wrong",
                timing.session(key + "." + flipped(secret, secret.length() - 2)),
                "known key, wrong secret",
                timing.session(key + "." + WRONG_SECRET),
                401,
                others);
        timing.compare(
                "54, session",
                "unknown key, known start",
                timing.session(flipped(key, key.length() - 2) + "." + WRONG_SECRET),
                "unknown key",
                stranger,
                401,
                others);
        timing.compare(
                "36, CSRF token",
                "right start",
                timing.rotation(token, flipped(csrf, csrf.length() - 2)),
                "wrong start",
                timing.rotation(token, flipped(csrf, csrf.length() / 2 + 1)),
                403,
                others);
        timing.compare("noise", "unknown key", stranger, "the same", stranger, 401, others);
    }

    /** A way to make a request; each is made anew, so that nothing is remembered. */
    @FunctionalInterface
    private interface Request {
        HttpRequest make();
    }

    private Request login(String name) {
        return login(name, "wrong");
    }

    private Request login(String name, String password) {
        String body = "{\"username\":\"" + name + "\",\"password\":\"" + password + "\"}";
        return () -> at("/api/session")
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(body))
                .build();
    }

    private Request session(String token) {
        return () -> at("/api/session").header("Cookie", "session_id=" + token).build();
    }

    private Request rotation(String token, String csrf) {
        return () -> at("/api/session/rotation")
                .header("Cookie", "session_id=" + token)
                .header("X-CSRF-Token", csrf)
                .POST(BodyPublishers.noBody())
                .build();
    }

    private HttpRequest.Builder at(String path) {
        return HttpRequest.newBuilder(URI.create(server + path));
    }

    private HttpResponse<String> send(Request request) throws IOException, InterruptedException {
        return http.send(request.make(), BodyHandlers.ofString());
    }

    private void compare(String what, String first, Request one, String second, Request other, int status, int turns)
            throws IOException, InterruptedException {
        for (int i = 0; i < turns / 5; i++) {
            time(one, status);
            time(other, status);
        }
        double[] ones = new double[turns];
        double[] others = new double[turns];
        for (int i = 0; i < turns; i++) {
            if (random.nextBoolean()) {
                ones[i] = time(one, status);
                others[i] = time(other, status);
            } else {
                others[i] = time(other, status);
                ones[i] = time(one, status);
            }
        }
        double[] differences = new double[RESAMPLES];
        for (int i = 0; i < RESAMPLES; i++) {
            differences[i] = percent(median(resampled(ones)), median(resampled(others)));
        }
        Arrays.sort(differences);
        System.out.printf(
                Locale.ROOT,
                "| %s | %s | %s | %.0f, %.0f | %+.1f %% | %+.1f to %+.1f %% | %.0f, %.0f | %+.1f %% |%n",
                what,
                first,
                second,
                median(ones),
                median(others),
                percent(median(ones), median(others)),
                differences[RESAMPLES * 25 / 1000],
                differences[RESAMPLES * 975 / 1000],
                quantile(ones, 0.1),
                quantile(others, 0.1),
                percent(quantile(ones, 0.1), quantile(others, 0.1)));
    }

    private double time(Request request, int status) throws IOException, InterruptedException {
        HttpRequest made = request.make();
        long start = System.nanoTime();
        HttpResponse<String> answer = http.send(made, BodyHandlers.ofString());
        double micros = (System.nanoTime() - start) / 1000.0;
        if (answer.statusCode() != status) {
            throw new IllegalStateException("expected " + status + " and got " + answer.statusCode() + " " + answer.body());
        }
        return micros;
    }

    private double[] resampled(double[] values) {
        double[] some = new double[values.length];
        for (int i = 0; i < some.length; i++) {
            some[i] = values[random.nextInt(values.length)];
        }
        return some;
    }

    private static double median(double[] values) {
        return quantile(values, 0.5);
    }

    /** The one below which this share of the values lies; a low one is what the work takes when nothing else disturbs it. */
    private static double quantile(double[] values, double share) {
        double[] sorted = values.clone();
        Arrays.sort(sorted);
        return sorted[(int) (sorted.length * share)];
    }

    private static double percent(double one, double other) {
        return 100 * (other - one) / one;
    }

    private static String flipped(String text, int at) {
        return text.substring(0, at) + (text.charAt(at) == 'x' ? 'y' : 'x') + text.substring(at + 1);
    }

    private static String cookie(HttpResponse<?> response, String name) {
        return response.headers().allValues("Set-Cookie").stream()
                .filter(line -> line.startsWith(name + "="))
                .map(line -> line.substring(name.length() + 1, line.indexOf(';')))
                .findFirst()
                .orElseThrow(() -> new IllegalStateException(response.statusCode() + " without the cookie " + name));
    }
}
