-- What a call's page says beside the count. headline, standfirst: the caller's own words; empty where the page makes them from the figures.
-- leads_to: JSON array of slugs, the calls that the caller points on to.
ALTER TABLE calls ADD COLUMN headline TEXT NOT NULL DEFAULT '';
ALTER TABLE calls ADD COLUMN standfirst TEXT NOT NULL DEFAULT '';
ALTER TABLE calls ADD COLUMN leads_to TEXT NOT NULL DEFAULT '[]';

-- Voices that stand on the page with their source: a post of this server (post), or a statement from elsewhere (said, who, url, at).
CREATE TABLE voices (
    id $ID,
    call $INT NOT NULL,
    post $INT,
    said TEXT NOT NULL DEFAULT '',
    who TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    at $INT,
    by_account $INT NOT NULL,
    created $INT NOT NULL
) $ROWS;

CREATE INDEX voices_call ON voices (call, id);
CREATE INDEX voices_post ON voices (post) WHERE post IS NOT NULL;

-- Who does not want to be quoted on a call's page: nothing of theirs is pinned there again.
CREATE TABLE voices_declined (
    account $INT NOT NULL,
    call $INT NOT NULL,
    PRIMARY KEY (account, call)
) $KEYED;

-- What a page said wrongly, and what is right. Never changed or deleted.
CREATE TABLE corrections (
    id $ID,
    call $INT NOT NULL,
    was TEXT NOT NULL,
    right_is TEXT NOT NULL,
    by_account $INT NOT NULL,
    by_caller $INT NOT NULL,
    created $INT NOT NULL
) $ROWS;

CREATE INDEX corrections_call ON corrections (call, id);

-- A figure of somebody else's that was taken off again: it is no longer in the table, and the page says that it was there, and why it is not.
ALTER TABLE claims ADD COLUMN removed $INT;
ALTER TABLE claims ADD COLUMN removed_note TEXT NOT NULL DEFAULT '';
