-- Reports, what is told to the people they are about, and what holds for other servers and for e-mail addresses.

-- by_account: NULL for somebody without an account here, of whom nothing is kept. category: 0 other, 1 spam, 2 legal, 3 a rule is broken. rules: numbers of the server's rules, "1,3".
-- forward: the person wished it sent to the account's own server. resolved: when it was closed; NULL while it is open.
CREATE TABLE reports (
    id $ID,
    by_account $INT,
    target $INT NOT NULL,
    category $INT NOT NULL,
    comment TEXT NOT NULL,
    rules TEXT NOT NULL DEFAULT '',
    forward $INT NOT NULL DEFAULT 0,
    assigned $INT,
    resolved $INT,
    resolved_by $INT,
    created $INT NOT NULL,
    changed $INT NOT NULL
) $ROWS;

CREATE INDEX reports_target ON reports (target, id);
CREATE INDEX reports_by ON reports (by_account, id) WHERE by_account IS NOT NULL;
CREATE INDEX reports_open ON reports (id) WHERE resolved IS NULL;

CREATE TABLE report_posts (
    report $INT NOT NULL,
    post $INT NOT NULL,
    PRIMARY KEY (report, post)
) $KEYED;

-- What a moderator told a person. action: Antiphon.Moderation.ModeratorAct. posts: ids, "1,2". appeal: what the person answered; appeal_state: 0 none, 1 waits, 2 granted, 3 refused.
CREATE TABLE warnings (
    id $ID,
    account $INT NOT NULL,
    by_account $INT NOT NULL,
    report $INT,
    action $INT NOT NULL,
    text TEXT NOT NULL,
    posts TEXT NOT NULL DEFAULT '',
    created $INT NOT NULL,
    appeal TEXT,
    appeal_state $INT NOT NULL DEFAULT 0,
    appealed $INT
) $ROWS;

CREATE INDEX warnings_account ON warnings (account, id);
CREATE INDEX warnings_appeals ON warnings (id) WHERE appeal_state = 1;

-- What else holds for single accounts. sensitive: their pictures are always covered. frozen: a member who may not sign in, while their posts stay.
CREATE TABLE restraints (
    account $ID,
    sensitive $INT NOT NULL DEFAULT 0,
    frozen $INT NOT NULL DEFAULT 0
) $ROWS;

-- domain: lower case, punycode. severity: 0 nothing beside what else is said here, 1 limited, 2 suspended. Each holds for every subdomain.
CREATE TABLE host_blocks (
    id $ID,
    domain TEXT NOT NULL,
    severity $INT NOT NULL,
    reject_media $INT NOT NULL DEFAULT 0,
    reject_reports $INT NOT NULL DEFAULT 0,
    obfuscate $INT NOT NULL DEFAULT 0,
    private_comment TEXT,
    public_comment TEXT,
    created $INT NOT NULL
) $ROWS;

CREATE UNIQUE INDEX host_blocks_domain ON host_blocks (domain);

CREATE TABLE host_allows (
    id $ID,
    domain TEXT NOT NULL,
    created $INT NOT NULL
) $ROWS;

CREATE UNIQUE INDEX host_allows_domain ON host_allows (domain);

-- Nobody signs up with an address of these domains, or with an address of this hash (SHA-256 of its canonical form, hexadecimal, as Mastodon computes it).
CREATE TABLE mail_domain_blocks (
    id $ID,
    domain TEXT NOT NULL,
    created $INT NOT NULL
) $ROWS;

CREATE UNIQUE INDEX mail_domain_blocks_domain ON mail_domain_blocks (domain);

CREATE TABLE mail_blocks (
    id $ID,
    hash TEXT NOT NULL,
    created $INT NOT NULL
) $ROWS;

CREATE UNIQUE INDEX mail_blocks_hash ON mail_blocks (hash);

