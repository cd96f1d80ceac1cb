-- Posts through which others answered a call, and who may be named beside them. A row names its post's author where said is 1 (its author agreed), or confirmed is set (the caller
-- confirmed a public figure who spoke in public) and said is not 0 (its author objects).
-- key: an id of this server's posts, or the key of an archive's. account: the author, for a post of this server. name, address: as the caller entered them, for a post that is not ours.
CREATE TABLE carriers (
    call $INT NOT NULL,
    network $INT NOT NULL,
    key $INT NOT NULL,
    account $INT,
    name TEXT NOT NULL DEFAULT '',
    address TEXT NOT NULL DEFAULT '',
    at $INT NOT NULL,
    confirmed $INT,
    said $INT,
    PRIMARY KEY (call, network, key)
) $KEYED;

CREATE INDEX carriers_account ON carriers (account) WHERE account IS NOT NULL;
