-- A mistake that a later version might make: it loses a document.
DELETE FROM content_part WHERE sha256 = (SELECT MIN(sha256) FROM content);
