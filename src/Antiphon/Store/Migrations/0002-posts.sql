-- Posts of people here and on open networks. Posts out of archives live apart (0003): they are counted, and never appear in a timeline by accident.

-- visibility: 0 public, 1 unlisted, 2 followers, 3 direct. root: the first post of the conversation (its own id for a first post).
-- A boost is a row with boost_of and no text.
CREATE TABLE posts (
    id $ID,
    author $INT NOT NULL,
    uri TEXT,
    created $INT NOT NULL,
    visibility $INT NOT NULL,
    reply_to $INT,
    reply_to_author $INT,
    root $INT NOT NULL,
    boost_of $INT,
    quote_of $INT,
    text TEXT NOT NULL,
    warning TEXT NOT NULL DEFAULT '',
    sensitive $INT NOT NULL DEFAULT 0,
    language TEXT,
    story $INT NOT NULL DEFAULT 0,
    app $INT,
    edited $INT
) $ROWS;

CREATE INDEX posts_author ON posts (author, id);
CREATE INDEX posts_root ON posts (root, id);
CREATE INDEX posts_reply ON posts (reply_to, id) WHERE reply_to IS NOT NULL;
CREATE UNIQUE INDEX posts_boost ON posts (boost_of, author) WHERE boost_of IS NOT NULL;
CREATE INDEX posts_quote ON posts (quote_of, id) WHERE quote_of IS NOT NULL;
CREATE UNIQUE INDEX posts_uri ON posts (uri) WHERE uri IS NOT NULL;

-- kind: 1 like, 2 bookmark (private), 3 boost (detail: the boost's post), 4 pinned, 5 conversation muted.
CREATE TABLE reactions (
    post $INT NOT NULL,
    kind $INT NOT NULL,
    account $INT NOT NULL,
    id $INT NOT NULL,
    detail $INT,
    PRIMARY KEY (post, kind, account)
) $KEYED;

CREATE INDEX reactions_account ON reactions (account, kind, id);

CREATE TABLE post_tags (
    tag TEXT NOT NULL,
    post $INT NOT NULL,
    PRIMARY KEY (tag, post)
) $KEYED;

CREATE INDEX post_tags_post ON post_tags (post);

-- A tag as it was first written; its key is folded.
CREATE TABLE tags (
    tag TEXT PRIMARY KEY,
    name TEXT NOT NULL,
    seen $INT NOT NULL
) $KEYED;

CREATE TABLE mentions (
    post $INT NOT NULL,
    account $INT NOT NULL,
    PRIMARY KEY (post, account)
) $KEYED;

CREATE INDEX mentions_account ON mentions (account, post);

-- What a post said before each edit; media: JSON of the attachments as they were.
CREATE TABLE edits (
    post $INT NOT NULL,
    at $INT NOT NULL,
    text TEXT NOT NULL,
    warning TEXT NOT NULL,
    sensitive $INT NOT NULL,
    media TEXT NOT NULL DEFAULT '[]',
    PRIMARY KEY (post, at)
) $KEYED;

-- Pictures. file, preview: keys in the media store. Unattached ones are swept after a day.
CREATE TABLE media (
    id $ID,
    account $INT NOT NULL,
    post $INT,
    place $INT NOT NULL DEFAULT 0,
    file TEXT NOT NULL,
    preview TEXT NOT NULL,
    mime TEXT NOT NULL,
    width $INT NOT NULL,
    height $INT NOT NULL,
    preview_width $INT NOT NULL,
    preview_height $INT NOT NULL,
    blurhash TEXT NOT NULL,
    description TEXT,
    focus_x $REAL NOT NULL DEFAULT 0,
    focus_y $REAL NOT NULL DEFAULT 0,
    created $INT NOT NULL
) $ROWS;

CREATE INDEX media_post ON media (post, place) WHERE post IS NOT NULL;
CREATE INDEX media_unattached ON media (created) WHERE post IS NULL;
CREATE INDEX media_account ON media (account);

-- kind: Antiphon.People.NotificationKind. Small ids: some apps read them as numbers.
CREATE TABLE notifications (
    id $ID,
    account $INT NOT NULL,
    kind $INT NOT NULL,
    actor $INT NOT NULL,
    post $INT,
    created $INT NOT NULL
) $ROWS;

CREATE INDEX notifications_account ON notifications (account, id);
CREATE INDEX notifications_post ON notifications (post) WHERE post IS NOT NULL;

CREATE TABLE markers (
    account $INT NOT NULL,
    timeline TEXT NOT NULL,
    last_read TEXT NOT NULL,
    version $INT NOT NULL,
    changed $INT NOT NULL,
    PRIMARY KEY (account, timeline)
) $KEYED;

-- An app's Idempotency-Key, for the hour in which it may send the same post again.
CREATE TABLE idempotency (
    account $INT NOT NULL,
    key TEXT NOT NULL,
    post $INT NOT NULL,
    created $INT NOT NULL,
    PRIMARY KEY (account, key)
) $KEYED;

CREATE INDEX idempotency_created ON idempotency (created);

--sqlite CREATE VIRTUAL TABLE post_search USING fts5 (text, content='', contentless_delete=1, tokenize='unicode61 remove_diacritics 2');
--postgres CREATE TABLE post_search (rowid BIGINT PRIMARY KEY, text TSVECTOR NOT NULL);
--postgres CREATE INDEX post_search_text ON post_search USING gin (text);
