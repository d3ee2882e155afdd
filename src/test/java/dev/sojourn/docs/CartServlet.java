package dev.sojourn.docs;

import dev.sojourn.AttributeChanges;
import dev.sojourn.CurrentSession;
import dev.sojourn.Session;
import jakarta.inject.Inject;
import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/** Attributes, an anonymous session, and a form with a CSRF token. */
@WebServlet("/cart")
public class CartServlet extends HttpServlet {

    private static final long serialVersionUID = 1L;

    @Inject
    CurrentSession current;

    // docs:begin
    public static class Cart {
        public List<String> items = new ArrayList<>();
    }

    @Override
    protected void doPost(HttpServletRequest request, HttpServletResponse response) throws IOException {
        Cart cart = current.get()
                .flatMap(session -> session.attributes().get("cart", Cart.class))
                .orElseGet(Cart::new);
        cart.items.add(request.getParameter("item"));
        current.update(AttributeChanges.none().put("cart", cart).remove("coupon"));
        response.sendRedirect(request.getContextPath() + "/cart");
    }
    // docs:end

    // docs:begin
    @Override
    protected void doGet(HttpServletRequest request, HttpServletResponse response) throws IOException {
        String token = current.get().isPresent() ? current.csrfToken() : ""; // no session, no token
        response.setContentType("text/html");
        response.getWriter()
                .print("<!DOCTYPE html><form method=post>"
                        + "<input type=hidden name=_csrf value='" + token + "'>"
                        + "<input name=item><button>Add</button></form>");
    }
    // docs:end

    int items(Session session) {
        return session.attributes()
                .get("cart", Cart.class)
                .map(cart -> cart.items.size())
                .orElse(0);
    }
}
