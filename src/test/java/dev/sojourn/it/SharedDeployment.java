package dev.sojourn.it;

import java.util.Arrays;
import java.util.stream.Stream;
import org.jboss.arquillian.container.spi.ContainerRegistry;
import org.jboss.arquillian.container.spi.client.deployment.Deployment;
import org.jboss.arquillian.container.spi.client.deployment.DeploymentScenario;
import org.jboss.arquillian.container.spi.event.DeployManagedDeployments;
import org.jboss.arquillian.container.spi.event.DeploymentEvent;
import org.jboss.arquillian.container.spi.event.UnDeployDeployment;
import org.jboss.arquillian.container.spi.event.UnDeployManagedDeployments;
import org.jboss.arquillian.container.test.impl.client.deployment.event.GenerateDeployment;
import org.jboss.arquillian.core.api.Event;
import org.jboss.arquillian.core.api.Instance;
import org.jboss.arquillian.core.api.InstanceProducer;
import org.jboss.arquillian.core.api.annotation.Inject;
import org.jboss.arquillian.core.api.annotation.Observes;
import org.jboss.arquillian.core.spi.EventContext;
import org.jboss.arquillian.core.spi.LoadableExtension;
import org.jboss.arquillian.test.spi.annotation.ClassScoped;
import org.jboss.arquillian.test.spi.event.suite.AfterSuite;
import org.jspecify.annotations.Nullable;

/**
 * An extension of Arquillian: test classes that run one after another and inherit their {@code @Deployment} method from the same base class
 * share one deployment. Payara Micro starts anew for each deployment, which takes longer than most tests.
 *
 * <p>A deployment stays until a class with another one comes, or the last class has run. Found by Arquillian through
 * {@code META-INF/services}.
 */
public final class SharedDeployment implements LoadableExtension {

    @Override
    public void register(ExtensionBuilder builder) {
        builder.observer(Keeper.class);
    }

    /** Comes before Arquillian's own observers of the same events. */
    static final class Keeper {

        @Inject
        @ClassScoped
        private InstanceProducer<DeploymentScenario> scenario;

        @Inject
        private Instance<ContainerRegistry> containers;

        @Inject
        private Event<DeploymentEvent> events;

        private @Nullable Class<?> owner;
        private @Nullable DeploymentScenario kept;

        void generate(@Observes EventContext<GenerateDeployment> context) {
            Class<?> next = owner(context.getEvent().getTestClass().getJavaClass());
            if (kept != null && next.equals(owner)) {
                scenario.set(kept);
                return;
            }
            undeployKept();
            context.proceed();
            owner = next;
        }

        void deploy(@Observes EventContext<DeployManagedDeployments> context) {
            if (kept == null) {
                context.proceed(); // throws when a deployment fails, so that it is not kept
                kept = scenario.get();
            }
        }

        void undeploy(@Observes EventContext<UnDeployManagedDeployments> context) {
            if (kept == null) {
                context.proceed();
            }
        }

        void end(@Observes EventContext<AfterSuite> context) {
            undeployKept();
            context.proceed();
        }

        private void undeployKept() {
            if (kept == null) {
                return;
            }
            for (Deployment deployment : kept.deployedDeploymentsInUnDeployOrder()) {
                events.fire(new UnDeployDeployment(
                        containers
                                .get()
                                .getContainer(deployment.getDescription().getTarget()),
                        deployment));
            }
            kept = null;
        }

        private static Class<?> owner(Class<?> test) {
            return Stream.<Class<?>>iterate(test, type -> type != null, Class::getSuperclass)
                    .filter(Keeper::declaresDeployment)
                    .findFirst()
                    .orElse(test);
        }

        private static boolean declaresDeployment(Class<?> type) {
            return Arrays.stream(type.getDeclaredMethods())
                    .anyMatch(method ->
                            method.isAnnotationPresent(org.jboss.arquillian.container.test.api.Deployment.class));
        }
    }
}
