-- A post's poll; its number is the post's. options: JSON array of texts. expires: UTC ms.
-- told: the account up to which voters were told of its end; closed: all were.
CREATE TABLE polls (
    post $ID,
    author $INT NOT NULL,
    options TEXT NOT NULL,
    multiple $INT NOT NULL,
    hide_totals $INT NOT NULL,
    expires $INT NOT NULL,
    told $INT NOT NULL DEFAULT 0,
    closed $INT NOT NULL DEFAULT 0
) $ROWS;

CREATE INDEX polls_open ON polls (expires) WHERE closed = 0;

CREATE TABLE poll_votes (
    post $INT NOT NULL,
    account $INT NOT NULL,
    choice $INT NOT NULL,
    at $INT NOT NULL,
    PRIMARY KEY (post, account, choice)
) $KEYED;

CREATE INDEX poll_votes_account ON poll_votes (account, post);

-- The poll's options before an edit, as JSON; null where there was none.
ALTER TABLE edits ADD COLUMN poll TEXT;
