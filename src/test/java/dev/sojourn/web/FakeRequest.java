package dev.sojourn.web;

import jakarta.servlet.ServletContext;
import jakarta.servlet.http.HttpServletRequest;
import java.lang.reflect.InvocationHandler;
import java.lang.reflect.Proxy;
import java.security.Principal;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/** A request made by hand: answers what it was given, and refuses every question that no test foresaw. */
final class FakeRequest {

    private final Map<String, List<String>> headers = new HashMap<>();
    private final Map<String, Object> attributes = new HashMap<>();
    private final Map<String, String> form = new HashMap<>();
    private String method = "GET";
    private String contextPath = "";
    private String servletPath = "/";
    private String pathInfo;
    private String requestUri;
    private String query;
    private String remoteAddress = "192.0.2.10";
    private boolean secure;
    private String containerUser;
    private String encoding;
    private int containerLogouts;

    static FakeRequest get(String path) {
        return new FakeRequest().method("GET").path(path);
    }

    static FakeRequest post(String path) {
        return new FakeRequest().method("POST").path(path);
    }

    FakeRequest method(String name) {
        method = name;
        return this;
    }

    FakeRequest path(String path) {
        servletPath = path;
        return this;
    }

    FakeRequest pathInfo(String info) {
        pathInfo = info;
        return this;
    }

    FakeRequest context(String path) {
        contextPath = path;
        return this;
    }

    FakeRequest uri(String uri) {
        requestUri = uri;
        return this;
    }

    FakeRequest query(String text) {
        query = text;
        return this;
    }

    FakeRequest header(String name, String value) {
        headers.computeIfAbsent(name.toLowerCase(Locale.ROOT), key -> new ArrayList<>())
                .add(value);
        return this;
    }

    FakeRequest cookie(String name, String value) {
        return header("Cookie", name + "=" + value);
    }

    FakeRequest form(String field, String value) {
        form.put(field, value);
        return headers.containsKey("content-type") ? this : header("Content-Type", "application/x-www-form-urlencoded");
    }

    FakeRequest from(String address) {
        remoteAddress = address;
        return this;
    }

    FakeRequest https() {
        secure = true;
        return this;
    }

    FakeRequest containerUser(String name) {
        containerUser = name;
        return this;
    }

    int containerLogouts() {
        return containerLogouts;
    }

    String encoding() {
        return encoding;
    }

    HttpServletRequest build() {
        return proxy(HttpServletRequest.class, (self, called, arguments) -> switch (called.getName()) {
            case "getMethod" -> method;
            case "getContextPath" -> contextPath;
            case "getServletPath" -> servletPath;
            case "getPathInfo" -> pathInfo;
            case "getRequestURI" ->
                requestUri == null ? contextPath + servletPath + (pathInfo == null ? "" : pathInfo) : requestUri;
            case "getQueryString" -> query;
            case "getRemoteAddr" -> remoteAddress;
            case "isSecure" -> secure;
            case "getServerName" -> "named-by-server.example";
            case "getServerPort" -> secure ? 443 : 80;
            case "getHeader" -> values(arguments).stream().findFirst().orElse(null);
            case "getHeaders" -> Collections.enumeration(values(arguments));
            case "getContentType" ->
                values(new Object[] {"content-type"}).stream().findFirst().orElse(null);
            case "getCharacterEncoding" -> encoding;
            case "setCharacterEncoding" -> setEncoding((String) arguments[0]);
            case "getParameter" -> form.get((String) arguments[0]);
            case "getAttribute" -> attributes.get((String) arguments[0]);
            case "setAttribute" -> attributes.put((String) arguments[0], arguments[1]);
            case "getUserPrincipal" -> containerUser == null ? null : (Principal) () -> containerUser;
            case "getRemoteUser" -> containerUser;
            case "isUserInRole" -> containerUser != null && arguments[0].equals("container-role");
            case "getAuthType" -> containerUser == null ? null : "BASIC";
            case "logout" -> ++containerLogouts;
            case "getServletContext" ->
                proxy(ServletContext.class, (context, asked, none) -> switch (asked.getName()) {
                    case "getContextPath" -> contextPath;
                    default -> throw new UnsupportedOperationException(asked.getName());
                });
            default -> throw new UnsupportedOperationException(called.getName());
        });
    }

    private Object setEncoding(String name) {
        encoding = name;
        return null;
    }

    private List<String> values(Object[] arguments) {
        return headers.getOrDefault(((String) arguments[0]).toLowerCase(Locale.ROOT), List.of());
    }

    static <T> T proxy(Class<T> type, InvocationHandler handler) {
        InvocationHandler typed = (self, called, arguments) -> {
            Object answer = handler.invoke(self, called, arguments);
            return called.getReturnType() == void.class ? null : answer;
        };
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, typed));
    }
}
