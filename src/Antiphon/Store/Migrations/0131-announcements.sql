-- What the administrators tell all members. text: plain. starts, ends: of what it tells of, if that has a time; all_day: without hours.
CREATE TABLE announcements (
    id $ID,
    text TEXT NOT NULL,
    starts $INT,
    ends $INT,
    all_day $INT NOT NULL DEFAULT 0,
    created $INT NOT NULL,
    changed $INT NOT NULL
) $ROWS;

CREATE TABLE announcements_read (
    announcement $INT NOT NULL,
    account $INT NOT NULL,
    PRIMARY KEY (account, announcement)
) $KEYED;

-- name: an emoji, or the shortcode of one of this server's.
CREATE TABLE announcement_reactions (
    announcement $INT NOT NULL,
    account $INT NOT NULL,
    name TEXT NOT NULL,
    created $INT NOT NULL,
    PRIMARY KEY (announcement, name, account)
) $KEYED;

CREATE INDEX announcement_reactions_account ON announcement_reactions (account);

-- Emojis of this server's own. file: of the media store.
CREATE TABLE custom_emojis (
    id $ID,
    shortcode TEXT NOT NULL,
    file TEXT NOT NULL,
    category TEXT NOT NULL DEFAULT '',
    in_picker $INT NOT NULL DEFAULT 1,
    created $INT NOT NULL
) $ROWS;

CREATE UNIQUE INDEX custom_emojis_shortcode ON custom_emojis (shortcode);
