-- Figures that somebody else published (a network's own, a newspaper's), with their source. Shown apart, never added to what was counted.
-- what: posts, people, boosts, likes, replies or reactions. since, until: the time that it counts, where that is said. file: the archive that it came in; else by_account entered it.
CREATE TABLE claims (
    id $ID,
    call $INT NOT NULL,
    network $INT NOT NULL,
    what TEXT NOT NULL,
    value $INT NOT NULL,
    since $INT,
    until $INT,
    said_by TEXT NOT NULL DEFAULT '',
    url TEXT NOT NULL DEFAULT '',
    note TEXT NOT NULL DEFAULT '',
    file $INT,
    by_account $INT,
    created $INT NOT NULL
) $ROWS;

CREATE INDEX claims_call ON claims (call, id);

-- The call's own post on other networks, so that replies to it and quotes, boosts and likes of it are known for what they are.
CREATE TABLE call_origins (
    call $INT NOT NULL,
    network $INT NOT NULL,
    key $INT NOT NULL,
    address TEXT NOT NULL,
    PRIMARY KEY (network, key, call)
) $KEYED;
