-- Calls, and the count. The ledger is an append-only log; evidence is what stands of it. Every number on a page is a fold over one of the two.

-- post: the call's own post. phrases, hashtags: JSON arrays as written. links: JSON [[title, url]].
CREATE TABLE calls (
    id $ID,
    slug TEXT NOT NULL,
    post $INT NOT NULL,
    caller $INT NOT NULL,
    wording TEXT NOT NULL,
    phrases TEXT NOT NULL,
    hashtags TEXT NOT NULL,
    suggested_by TEXT NOT NULL DEFAULT '',
    links TEXT NOT NULL DEFAULT '[]',
    opened $INT NOT NULL,
    closes $INT,
    hidden $INT NOT NULL DEFAULT 0,
    created $INT NOT NULL
) $ROWS;

CREATE UNIQUE INDEX calls_slug ON calls (slug);
CREATE UNIQUE INDEX calls_post ON calls (post);

-- One line per thing that changed the count. closes = 0: evidence enters. closes = N: the evidence of line N leaves, for reason (Antiphon.Tally.LeaveReason).
-- source: the post (id, or the key of an archived post); for a boost or like the post that it was given to; 0 for the button.
-- why: the rule that judged it (Antiphon.Answers.Recognition.Why); by_account, note: the moderator and the reason given; file: the archive it came from.
CREATE TABLE ledger (
    seq $ID,
    call $INT NOT NULL,
    closes $INT NOT NULL,
    reason $INT NOT NULL,
    person $INT NOT NULL,
    kind $INT NOT NULL,
    source $INT NOT NULL,
    ring $INT NOT NULL,
    tier $INT NOT NULL,
    network $INT NOT NULL,
    story $INT NOT NULL,
    why $INT NOT NULL,
    at $INT NOT NULL,
    recorded $INT NOT NULL,
    file $INT,
    by_account $INT,
    note TEXT
) $ROWS;

-- What stands, at most once per (call, person, source, kind). ring 0: taken out by a moderator or withdrawn at its origin, and not to come back by a second import.
-- A person's answer is the fold of their lines: one per person and call by construction.
CREATE TABLE evidence (
    call $INT NOT NULL,
    person $INT NOT NULL,
    source $INT NOT NULL,
    kind $INT NOT NULL,
    seq $INT NOT NULL,
    ring $INT NOT NULL,
    tier $INT NOT NULL,
    network $INT NOT NULL,
    story $INT NOT NULL,
    at $INT NOT NULL,
    PRIMARY KEY (call, person, source, kind)
) $KEYED;

CREATE INDEX ledger_call ON ledger (call, seq);
CREATE INDEX ledger_moved ON ledger (call, seq) WHERE by_account IS NOT NULL;

-- Which calls a post of this server is evidence in, so that an edit, a deletion or a like finds them.
CREATE TABLE post_calls (
    post $INT NOT NULL,
    call $INT NOT NULL,
    PRIMARY KEY (post, call)
) $KEYED;

-- Posts out of archives, by their key: the number at the origin where it has one, else a 63-bit hash. reported_*: the origin's counters as of retrieval.
CREATE TABLE archived_posts (
    network $INT NOT NULL,
    key $INT NOT NULL,
    author $INT NOT NULL,
    created $INT NOT NULL,
    file $INT NOT NULL,
    reported_boosts $INT,
    reported_likes $INT,
    text TEXT,
    PRIMARY KEY (network, key)
) $KEYED;

-- Files imported: done counts rows committed so far, so that an interrupted import goes on where it stopped. report: JSON.
CREATE TABLE files (
    id $ID,
    call $INT NOT NULL,
    name TEXT NOT NULL,
    sha256 TEXT NOT NULL,
    format TEXT NOT NULL,
    rows $INT NOT NULL DEFAULT 0,
    done $INT NOT NULL DEFAULT 0,
    report TEXT NOT NULL DEFAULT '{}',
    retrieved $INT,
    started $INT NOT NULL,
    finished $INT
) $ROWS;

CREATE UNIQUE INDEX files_sha ON files (call, sha256);
