-- quote_policy: who may quote the post: 0 everybody, 1 followers, 2 nobody (its author always may). quote_state, of a post that quotes: 0 accepted, 1 revoked by the author of what it quotes.
ALTER TABLE posts ADD COLUMN quote_policy $INT NOT NULL DEFAULT 0;

ALTER TABLE posts ADD COLUMN quote_state $INT NOT NULL DEFAULT 0;
