package dev.sojourn.it.storages;

import org.jboss.arquillian.container.test.api.Deployment;
import org.jboss.shrinkwrap.api.spec.WebArchive;

/** A cluster of one node, as Sojourn's own configuration makes it. */
class JCacheWarIT extends OnStorage {

    @Deployment(testable = false)
    static WebArchive war() {
        return war("jcache");
    }

    @Override
    String storage() {
        return "jcache";
    }
}
