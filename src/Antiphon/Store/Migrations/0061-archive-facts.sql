-- What archives say, kept as facts: what is in the ledger is a function of all of them together, whatever the order in which they came.

-- People out of archives: a number and no name. key: Antiphon.Intake.ArchivedKey. ids are given together with those of accounts, so that evidence.person means one thing.
CREATE TABLE archived_people (
    id $ID,
    network $INT NOT NULL,
    key $INT NOT NULL
) $ROWS;

WITH RECURSIVE digits (id, network, name, place, key) AS (
    SELECT id, network, username, CAST(1 AS BIGINT), CAST(0 AS BIGINT) FROM accounts WHERE state = 5 AND domain = 'replay'
    UNION ALL
--sqlite     SELECT id, network, name, place + 1, key * 16 + instr('0123456789abcdef', substr(name, place, 1)) - 1 FROM digits WHERE place <= length(name)
--postgres     SELECT id, network, name, place + 1, key * 16 + strpos('0123456789abcdef', substr(name, place::int, 1)) - 1 FROM digits WHERE place <= length(name)
)
INSERT INTO archived_people (id, network, key) SELECT id, network, key FROM digits WHERE place = length(name) + 1;

INSERT INTO archived_people (id, network, key)
SELECT id, network, CAST(substr(username, length('made-up-') + 1) AS BIGINT) + 1 FROM accounts WHERE state = 5 AND domain = 'demo';

DELETE FROM accounts WHERE state = 5;

ALTER TABLE archived_posts RENAME TO archived_posts_before;

-- One row for each post and call in whose archive it was. Two versions of one post make one row: of author, created, parent, root, quoted, author_created and the reported counters the greatest
-- is kept (they are the same, or 0 for unknown), of what can change the version that was retrieved last.
-- author: the person's id, 0 unknown. parent, root, quoted: keys of posts of the same network, 0 for none. retrieved, language, verdict: of the version that holds.
-- verdict: three judgements of its words, as free-standing, as a reply in the thread and as a quote of the call (Antiphon.Intake.Verdicts); 0 where there were no words.
-- ever: in which of the three any version was an answer (1, 2, 4). attached: what a row without text says of itself, 1 in the thread, 2 quotes the call.
-- collected: 0 where it only came along because another refers to it; it is not counted. recheckable: anybody can look it up at its origin.
-- Derived from all that: thread, ring (what it stands as, 0 for nothing, -1 where it was an answer and has left), answers (whether boosts and likes of it amplify), amplified (whether any ever did).
CREATE TABLE archived_posts (
    network $INT NOT NULL,
    key $INT NOT NULL,
    call $INT NOT NULL,
    file $INT NOT NULL,
    author $INT NOT NULL,
    created $INT NOT NULL,
    parent $INT NOT NULL DEFAULT 0,
    root $INT NOT NULL DEFAULT 0,
    quoted $INT NOT NULL DEFAULT 0,
    language TEXT,
    retrieved $INT NOT NULL DEFAULT 0,
    verdict $INT NOT NULL DEFAULT 0,
    ever $INT NOT NULL DEFAULT 0,
    attached $INT NOT NULL DEFAULT 0,
    collected $INT NOT NULL DEFAULT 1,
    recheckable $INT NOT NULL DEFAULT 0,
    author_created $INT NOT NULL DEFAULT 0,
    reported_boosts $INT,
    reported_likes $INT,
    thread $INT NOT NULL DEFAULT 0,
    ring $INT NOT NULL DEFAULT 0,
    answers $INT NOT NULL DEFAULT 0,
    amplified $INT NOT NULL DEFAULT 0,
    PRIMARY KEY (network, key, call)
) $KEYED;

INSERT INTO archived_posts (network, key, call, file, author, created, verdict, ever, attached, reported_boosts, reported_likes, thread, ring, answers)
SELECT p.network, p.key, f.call, p.file, p.author, p.created,
    coalesce(((5 - l.ring) * 128 + l.story * 64 + l.why) * CASE l.kind WHEN 3 THEN 1048576 WHEN 4 THEN 1024 ELSE 1 END, 0),
    CASE WHEN l.ring = 1 THEN CASE l.kind WHEN 3 THEN 1 WHEN 4 THEN 2 ELSE 4 END ELSE 0 END,
    CASE l.kind WHEN 4 THEN 1 WHEN 5 THEN 2 ELSE 0 END,
    p.reported_boosts, p.reported_likes,
    CASE l.kind WHEN 4 THEN 1 ELSE 0 END, coalesce(e.ring, 0), CASE WHEN e.ring = 1 THEN 1 ELSE 0 END
FROM archived_posts_before p
JOIN files f ON f.id = p.file
LEFT JOIN evidence e ON e.call = f.call AND e.person = p.author AND e.source = p.key AND e.kind IN (3, 4, 5)
LEFT JOIN ledger l ON l.seq = e.seq;

DROP TABLE archived_posts_before;

-- Nearly every post stands free: what waits for a parent or a quoted post is few.
CREATE INDEX archived_posts_parent ON archived_posts (network, parent) WHERE parent <> 0;
CREATE INDEX archived_posts_quoted ON archived_posts (network, quoted) WHERE quoted <> 0;
CREATE INDEX archived_posts_author ON archived_posts (author);

-- Boosts and likes of what is no answer as far as is known: they wait for it. Those of the call and of answers are evidence, and are not here.
CREATE TABLE archived_acts (
    network $INT NOT NULL,
    target $INT NOT NULL,
    call $INT NOT NULL,
    author $INT NOT NULL,
    kind $INT NOT NULL,
    at $INT NOT NULL,
    tier $INT NOT NULL,
    file $INT NOT NULL,
    PRIMARY KEY (network, target, call, author, kind)
) $KEYED;

CREATE INDEX archived_acts_author ON archived_acts (author);

-- What is no longer at its origin: a post (by_author 0) or everything of an author (1), by key. gone, back: the latest times at which it was said to be (UTC ms), 0 for never.
CREATE TABLE archived_gone (
    network $INT NOT NULL,
    by_author $INT NOT NULL,
    key $INT NOT NULL,
    gone $INT NOT NULL,
    back $INT NOT NULL,
    PRIMARY KEY (network, by_author, key)
) $KEYED;

-- Answers that have left and whose boosts and likes must still leave; those are looked for all at once.
CREATE TABLE archived_left (
    call $INT NOT NULL,
    network $INT NOT NULL,
    key $INT NOT NULL,
    PRIMARY KEY (call, network, key)
) $KEYED;

-- owner: the account whose own archive it is.
ALTER TABLE files ADD COLUMN owner $INT;
