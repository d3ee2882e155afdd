package dev.sojourn.it.pages;

import dev.sojourn.it.Accounts;
import dev.sojourn.it.Visitor;

/** Base of the tests of the administrators' console, over the storage {@code memory}. */
abstract class OnConsole extends OnPages {

    final String name = Accounts.fresh();

    /** Opens the console, signs in there as administrator, and waits for the list. */
    void openConsole(Browser at) {
        at.open(page("console.html"));
        submit(at, Accounts.ADMIN, Accounts.passwordOf(Accounts.ADMIN));
        at.see("#sessions-list tr[data-key]");
    }

    void search(String principal) {
        searchAt(browser, principal);
    }

    static void searchAt(Browser at, String principal) {
        at.fill("#filter-principal", principal);
        at.click("#sessions-filter [type=submit]");
        at.see("#end-principal", principal);
        at.until(
                "the answer is there",
                any -> at.all("#sessions-list[aria-busy=true]").isEmpty());
    }

    static String row(Visitor device) {
        return "#sessions-list [data-key='" + device.key() + "']";
    }
}
