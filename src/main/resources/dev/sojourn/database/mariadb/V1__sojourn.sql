-- Sojourn's tables, version 1, for MariaDB 10.6 and later, and MySQL 8. Ready for Flyway; may be run again.
-- What the columns mean stands in docs/storages/database.md. Instants are milliseconds since 1970 UTC:
-- FROM_UNIXTIME(happened_at / 1000.0) shows them.

CREATE TABLE IF NOT EXISTS sojourn_record (
    id             varchar(200) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    realm          varchar(130) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    kind           varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version        bigint NOT NULL,
    nonce          bigint NOT NULL,
    keep_until     bigint NOT NULL,
    due_at         bigint NOT NULL,
    application    varchar(128),
    principal      varchar(128),
    namespace      varchar(128),
    end_reason     varchar(16) CHARACTER SET ascii COLLATE ascii_bin,
    created_at     bigint,
    last_active_at bigint,
    expires_at     bigint,
    address        varchar(64),
    long_texts     longblob,
    body           longblob NOT NULL,
    CONSTRAINT sojourn_record_pk PRIMARY KEY (id),
    INDEX sojourn_record_created (realm, created_at DESC, id),
    INDEX sojourn_record_principal (realm, principal, created_at DESC, id),
    INDEX sojourn_record_namespace (realm, namespace, id),
    INDEX sojourn_record_due (realm, due_at, kind, end_reason)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin ROW_FORMAT = DYNAMIC;

CREATE TABLE IF NOT EXISTS sojourn_history (
    id          bigint NOT NULL AUTO_INCREMENT,
    realm       varchar(130) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    session_key varchar(64) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    version     bigint NOT NULL,
    nonce       bigint NOT NULL,
    kind        varchar(16) CHARACTER SET ascii COLLATE ascii_bin NOT NULL,
    happened_at bigint NOT NULL,
    application varchar(128) NOT NULL,
    principal   varchar(128),
    namespace   varchar(128),
    address     varchar(64),
    end_reason  varchar(16) CHARACTER SET ascii COLLATE ascii_bin,
    done_by     varchar(128),
    long_texts  longblob,
    CONSTRAINT sojourn_history_pk PRIMARY KEY (id),
    CONSTRAINT sojourn_history_once UNIQUE (realm, session_key, version, nonce),
    INDEX sojourn_history_at (realm, happened_at, version, id),
    INDEX sojourn_history_principal (realm, principal, happened_at, version, id)
) ENGINE = InnoDB DEFAULT CHARACTER SET utf8mb4 COLLATE utf8mb4_bin ROW_FORMAT = DYNAMIC;

CREATE TABLE IF NOT EXISTS sojourn_schema (
    version bigint NOT NULL,
    CONSTRAINT sojourn_schema_pk PRIMARY KEY (version)
) ENGINE = InnoDB;

INSERT INTO sojourn_schema (version) SELECT 1 FROM DUAL WHERE NOT EXISTS (SELECT 1 FROM sojourn_schema WHERE version = 1);
