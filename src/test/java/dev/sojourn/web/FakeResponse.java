package dev.sojourn.web;

import jakarta.servlet.ServletOutputStream;
import jakarta.servlet.WriteListener;
import jakarta.servlet.http.HttpServletResponse;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/** A response that keeps what was put into it. */
final class FakeResponse {

    private final Map<String, List<String>> headers = new TreeMap<>(String.CASE_INSENSITIVE_ORDER);
    private final ByteArrayOutputStream body = new ByteArrayOutputStream();
    private int status = 200;
    private boolean committed;

    FakeResponse commit() {
        committed = true;
        return this;
    }

    int status() {
        return status;
    }

    List<String> headers(String name) {
        return headers.getOrDefault(name, List.of());
    }

    String header(String name) {
        return headers(name).stream().findFirst().orElse(null);
    }

    /** The Set-Cookie lines of this cookie. */
    List<String> cookies(String name) {
        return headers("Set-Cookie").stream()
                .filter(line -> line.startsWith(name + "="))
                .toList();
    }

    /** The value that the one Set-Cookie line of this cookie gives it. */
    String cookie(String name) {
        List<String> lines = cookies(name);
        if (lines.size() != 1) {
            throw new AssertionError("not one cookie " + name + ": " + lines);
        }
        return lines.get(0).substring(name.length() + 1, lines.get(0).indexOf(';'));
    }

    String body() {
        return body.toString(StandardCharsets.UTF_8);
    }

    HttpServletResponse build() {
        return FakeRequest.proxy(HttpServletResponse.class, (self, called, arguments) -> switch (called.getName()) {
            case "isCommitted" -> committed;
            case "getStatus" -> status;
            case "setStatus" -> setStatus((int) arguments[0]);
            case "getHeaders" -> List.copyOf(headers((String) arguments[0]));
            case "containsHeader" -> headers.containsKey((String) arguments[0]);
            case "addHeader" -> add((String) arguments[0], (String) arguments[1]);
            case "setHeader" -> set((String) arguments[0], (String) arguments[1]);
            case "setContentType" -> set("Content-Type", (String) arguments[0]);
            case "setContentLength" -> set("Content-Length", arguments[0].toString());
            case "resetBuffer" -> resetBuffer();
            case "reset" -> reset();
            case "getOutputStream" -> new Out();
            default -> throw new UnsupportedOperationException(called.getName());
        });
    }

    private Object setStatus(int code) {
        if (!committed) {
            status = code;
        }
        return null;
    }

    private Object add(String name, String value) {
        return committed
                || headers.computeIfAbsent(name, key -> new ArrayList<>()).add(value);
    }

    private Object set(String name, String value) {
        if (!committed) {
            headers.remove(name);
        }
        return add(name, value);
    }

    private Object reset() {
        Object unused = resetBuffer();
        headers.clear();
        status = 200;
        return null;
    }

    private Object resetBuffer() {
        if (committed) {
            throw new IllegalStateException("committed");
        }
        body.reset();
        return null;
    }

    private final class Out extends ServletOutputStream {
        @Override
        public void write(int one) {
            body.write(one);
        }

        @Override
        public boolean isReady() {
            return true;
        }

        @Override
        public void setWriteListener(WriteListener listener) {
            throw new UnsupportedOperationException();
        }
    }
}
