-- A member's conversations are found by their own direct posts and by those that mention them; the second have an index already.
CREATE INDEX posts_direct ON posts (author, id) WHERE visibility = 3;
