-- A workspace is a journal of changes over a store of content.
--
-- content: every stored document or dataset once, under the SHA-256 of its bytes (JSON as canonical UTF-8 text, datasets gzipped).
-- Cut into parts, so that large documents are ordinary transactional rows and not large objects beside the transaction.
CREATE TABLE content (
  sha256   CHARACTER(64)          PRIMARY KEY,
  encoding CHARACTER VARYING(10)  NOT NULL,
  size     BIGINT                 NOT NULL,
  parts    INTEGER                NOT NULL
);

CREATE TABLE content_part (
  sha256 CHARACTER(64)            NOT NULL REFERENCES content (sha256),
  part   INTEGER                  NOT NULL,
  bytes  BINARY VARYING(262144)   NOT NULL,
  PRIMARY KEY (sha256, part)
);

-- journal: one row per change, never updated, never deleted. chain = SHA-256 over the previous chain and this row's fields.
CREATE TABLE journal (
  sequence  BIGINT                  PRIMARY KEY,
  action    CHARACTER VARYING(40)   NOT NULL,
  subject   CHARACTER VARYING(40)   NOT NULL,
  name      CHARACTER VARYING(1000),
  label     CHARACTER VARYING(1000),
  at_millis BIGINT                  NOT NULL,
  sha256    CHARACTER(64),
  detail    CHARACTER VARYING(200),
  chain     CHARACTER(64)           NOT NULL
);

-- manifest: what the journal must add up to; written in the transaction of every change.
CREATE TABLE manifest (
  one      INTEGER       PRIMARY KEY CHECK (one = 1),
  entries  BIGINT        NOT NULL,
  sequence BIGINT        NOT NULL,
  chain    CHARACTER(64) NOT NULL
);

INSERT INTO manifest (one, entries, sequence, chain)
VALUES (1, 0, 0, '0000000000000000000000000000000000000000000000000000000000000000');

-- setting: small remembered choices, overwritten in place, outside the journal.
CREATE TABLE setting (
  name   CHARACTER VARYING(200)    PRIMARY KEY,
  text   CHARACTER VARYING(200000) NOT NULL,
  sha256 CHARACTER(64)             NOT NULL
);
