-- People: accounts (everyone who is ever seen, dense ids in order of first sight), and what only local ones have.

CREATE TABLE settings (key TEXT PRIMARY KEY, value TEXT NOT NULL) $KEYED;

-- network: Antiphon.Tally.Network. domain: NULL for accounts of this server. uri: the account's id at its origin (archives: "twitter:6253282").
-- state: 0 active, 1 waits for approval, 2 limited, 3 suspended, 4 deleted, 5 out of an archive. fields: JSON [[name, value]]. avatar, header: media keys.
CREATE TABLE accounts (
    id $ID,
    network $INT NOT NULL,
    domain TEXT,
    username TEXT NOT NULL,
    username_key TEXT NOT NULL,
    uri TEXT,
    display_name TEXT NOT NULL DEFAULT '',
    bio TEXT NOT NULL DEFAULT '',
    fields TEXT NOT NULL DEFAULT '[]',
    avatar TEXT,
    header TEXT,
    locked $INT NOT NULL DEFAULT 0,
    bot $INT NOT NULL DEFAULT 0,
    discoverable $INT NOT NULL DEFAULT 0,
    hide_network $INT NOT NULL DEFAULT 0,
    state $INT NOT NULL DEFAULT 0,
    created $INT NOT NULL,
    changed $INT NOT NULL
) $ROWS;

CREATE UNIQUE INDEX accounts_local ON accounts (username_key) WHERE domain IS NULL;
CREATE UNIQUE INDEX accounts_remote ON accounts (domain, username_key) WHERE domain IS NOT NULL AND network = 1;
CREATE UNIQUE INDEX accounts_uri ON accounts (uri) WHERE uri IS NOT NULL;

-- Sign-in of local accounts. role: 0 member, 1 moderator, 2 administrator, 3 owner. stamp changes when every session and token must die.
CREATE TABLE users (
    account $ID,
    email TEXT,
    email_key TEXT,
    email_confirmed $INT NOT NULL DEFAULT 0,
    password_hash TEXT,
    stamp TEXT NOT NULL,
    totp_secret TEXT,
    totp_enabled $INT NOT NULL DEFAULT 0,
    totp_step $INT NOT NULL DEFAULT 0,
    recovery_codes TEXT NOT NULL DEFAULT '[]',
    failures $INT NOT NULL DEFAULT 0,
    locked_until $INT,
    role $INT NOT NULL DEFAULT 0,
    invite $INT,
    reason TEXT,
    default_visibility $INT NOT NULL DEFAULT 0,
    default_sensitive $INT NOT NULL DEFAULT 0,
    default_language TEXT,
    created $INT NOT NULL
) $ROWS;

CREATE UNIQUE INDEX users_email ON users (email_key) WHERE email_key IS NOT NULL;

CREATE TABLE passkeys (
    credential $BLOB PRIMARY KEY,
    account $INT NOT NULL,
    name TEXT NOT NULL,
    data TEXT NOT NULL,
    created $INT NOT NULL,
    used $INT
) $KEYED;

CREATE INDEX passkeys_account ON passkeys (account);

-- Browser sessions. token: SHA-256 of the cookie's secret. label: "Firefox on Linux", never an address.
CREATE TABLE sessions (
    id $ID,
    token $BLOB NOT NULL,
    account $INT NOT NULL,
    label TEXT NOT NULL,
    created $INT NOT NULL,
    seen $INT NOT NULL,
    expires $INT NOT NULL
) $ROWS;

CREATE UNIQUE INDEX sessions_token ON sessions (token);
CREATE INDEX sessions_account ON sessions (account);

CREATE TABLE invites (
    id $ID,
    code TEXT NOT NULL,
    account $INT NOT NULL,
    uses $INT NOT NULL DEFAULT 0,
    most_uses $INT,
    expires $INT,
    created $INT NOT NULL
) $ROWS;

CREATE UNIQUE INDEX invites_code ON invites (code);

-- Links that work once. purpose: 1 makes the owner, 2 sets a new password, 3 confirms an e-mail address.
CREATE TABLE once (
    token $BLOB PRIMARY KEY,
    purpose $INT NOT NULL,
    account $INT,
    detail TEXT,
    expires $INT NOT NULL
) $KEYED;

-- Apps, their codes and tokens (OAuth in Mastodon's dialect).
CREATE TABLE apps (
    id $ID,
    client_id TEXT NOT NULL,
    secret $BLOB NOT NULL,
    name TEXT NOT NULL,
    website TEXT,
    redirects TEXT NOT NULL,
    scopes TEXT NOT NULL,
    created $INT NOT NULL
) $ROWS;

CREATE UNIQUE INDEX apps_client ON apps (client_id);

-- token: what the code was exchanged for; a second exchange takes it back.
CREATE TABLE codes (
    code $BLOB PRIMARY KEY,
    app $INT NOT NULL,
    account $INT NOT NULL,
    redirect TEXT NOT NULL,
    scopes TEXT NOT NULL,
    challenge TEXT,
    expires $INT NOT NULL,
    token $INT
) $KEYED;

CREATE TABLE tokens (
    id $ID,
    token $BLOB NOT NULL,
    app $INT NOT NULL,
    account $INT,
    scopes TEXT NOT NULL,
    created $INT NOT NULL,
    used $INT
) $ROWS;

CREATE UNIQUE INDEX tokens_token ON tokens (token);
CREATE INDEX tokens_account ON tokens (account);

-- state: 1 follows, 2 asked (the followed account is locked).
CREATE TABLE follows (
    follower $INT NOT NULL,
    followee $INT NOT NULL,
    state $INT NOT NULL,
    boosts $INT NOT NULL DEFAULT 1,
    notify $INT NOT NULL DEFAULT 0,
    id $INT NOT NULL,
    PRIMARY KEY (follower, followee)
) $KEYED;

CREATE INDEX follows_followee ON follows (followee, state, id);

CREATE TABLE blocks (
    account $INT NOT NULL,
    target $INT NOT NULL,
    id $INT NOT NULL,
    PRIMARY KEY (account, target)
) $KEYED;

CREATE INDEX blocks_target ON blocks (target);

CREATE TABLE mutes (
    account $INT NOT NULL,
    target $INT NOT NULL,
    notifications $INT NOT NULL,
    expires $INT,
    id $INT NOT NULL,
    PRIMARY KEY (account, target)
) $KEYED;

-- What moderators and administrators did, and why. Never deleted.
CREATE TABLE moderation (
    id $ID,
    by_account $INT NOT NULL,
    action TEXT NOT NULL,
    target_account $INT,
    target_post $INT,
    target_call $INT,
    note TEXT NOT NULL,
    created $INT NOT NULL
) $ROWS;

--sqlite CREATE VIRTUAL TABLE account_search USING fts5 (name, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2', prefix='2 3');
--postgres CREATE TABLE account_search (rowid BIGINT PRIMARY KEY, name TSVECTOR NOT NULL);
--postgres CREATE INDEX account_search_name ON account_search USING gin (name);
