package dev.sojourn.store.database;

import jakarta.persistence.SharedCacheMode;
import jakarta.persistence.ValidationMode;
import jakarta.persistence.spi.ClassTransformer;
import jakarta.persistence.spi.PersistenceUnitInfo;
import jakarta.persistence.spi.PersistenceUnitTransactionType;
import java.net.URL;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Properties;
import javax.sql.DataSource;
import org.hibernate.SessionFactory;
import org.hibernate.engine.jdbc.connections.internal.UserSuppliedConnectionProviderImpl;
import org.hibernate.jpa.HibernatePersistenceProvider;
import org.jspecify.annotations.Nullable;

/**
 * The persistence unit, made by hand: with a persistence.xml the server would want to manage it, and an application's own units would have to
 * live beside it. It has no connections; each use brings its own.
 */
final class Unit implements PersistenceUnitInfo {

    /** What Hibernate is told of columns for bytes: the most for which it expects no BLOB of H2, which is slow. The columns take more. */
    static final int MOST_BYTES = 1 << 20;

    private Unit() {}

    /** Builds it; no database is asked. */
    static SessionFactory open(Flavor flavor) {
        Map<String, Object> settings = Map.of(
                "jakarta.persistence.database-product-name",
                flavor.product(),
                "jakarta.persistence.database-major-version",
                flavor.major(),
                "jakarta.persistence.database-minor-version",
                flavor.minor(),
                "hibernate.connection.provider_class",
                new UserSuppliedConnectionProviderImpl(),
                "hibernate.boot.allow_jdbc_metadata_access",
                "false",
                "hibernate.xml_mapping_enabled",
                "false",
                "hibernate.query.in_clause_parameter_padding",
                "true");
        return Objects.requireNonNull(
                        new HibernatePersistenceProvider().createContainerEntityManagerFactory(new Unit(), settings))
                .unwrap(SessionFactory.class);
    }

    @Override
    public String getPersistenceUnitName() {
        return "sojourn";
    }

    @Override
    public String getPersistenceProviderClassName() {
        return HibernatePersistenceProvider.class.getName();
    }

    @Override
    public PersistenceUnitTransactionType getTransactionType() {
        return PersistenceUnitTransactionType.RESOURCE_LOCAL;
    }

    @Override
    public @Nullable DataSource getJtaDataSource() {
        return null;
    }

    @Override
    public @Nullable DataSource getNonJtaDataSource() {
        return null;
    }

    @Override
    public List<String> getMappingFileNames() {
        return List.of();
    }

    @Override
    public List<URL> getJarFileUrls() {
        return List.of();
    }

    @Override
    public @Nullable URL getPersistenceUnitRootUrl() {
        return null;
    }

    @Override
    public List<String> getManagedClassNames() {
        return List.of(RecordRow.class.getName(), HistoryRow.class.getName());
    }

    @Override
    public boolean excludeUnlistedClasses() {
        return true;
    }

    @Override
    public SharedCacheMode getSharedCacheMode() {
        return SharedCacheMode.NONE;
    }

    @Override
    public ValidationMode getValidationMode() {
        return ValidationMode.NONE;
    }

    @Override
    public Properties getProperties() {
        return new Properties();
    }

    @Override
    public String getPersistenceXMLSchemaVersion() {
        return "3.0";
    }

    @Override
    public ClassLoader getClassLoader() {
        return Unit.class.getClassLoader();
    }

    @Override
    public void addTransformer(ClassTransformer transformer) {
        // Nothing is woven.
    }

    @Override
    public @Nullable ClassLoader getNewTempClassLoader() {
        return null;
    }
}
