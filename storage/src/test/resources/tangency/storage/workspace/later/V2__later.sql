-- What a later version might do: a column with a value in every row, and a new table.
ALTER TABLE journal ADD COLUMN author CHARACTER VARYING(100) DEFAULT 'nobody' NOT NULL;
CREATE TABLE bookmark (
  name    CHARACTER VARYING(200) PRIMARY KEY,
  subject CHARACTER VARYING(40)  NOT NULL
);
