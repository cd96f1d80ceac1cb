-- What members want to see and what they keep about people, each row its member's own.

-- The languages in which a followed account's posts are wanted, separated by commas; NULL or empty for all.
ALTER TABLE follows ADD COLUMN languages TEXT;

-- replies: 0 to whomever the member follows, 1 to members of the list, 2 none. exclusive: its members' posts leave the home timeline.
CREATE TABLE lists (
    id $ID,
    account $INT NOT NULL,
    title TEXT NOT NULL,
    replies $INT NOT NULL,
    exclusive $INT NOT NULL
) $ROWS;

CREATE INDEX lists_account ON lists (account, id);

-- account: the list's owner.
CREATE TABLE list_members (
    list $INT NOT NULL,
    member $INT NOT NULL,
    account $INT NOT NULL,
    id $INT NOT NULL,
    PRIMARY KEY (list, member)
) $KEYED;

CREATE INDEX list_members_account ON list_members (account, member);

CREATE TABLE followed_tags (
    account $INT NOT NULL,
    tag TEXT NOT NULL,
    name TEXT NOT NULL,
    id $INT NOT NULL,
    PRIMARY KEY (account, tag)
) $KEYED;

CREATE TABLE featured_tags (
    account $INT NOT NULL,
    tag TEXT NOT NULL,
    name TEXT NOT NULL,
    id $INT NOT NULL,
    PRIMARY KEY (account, tag)
) $KEYED;

CREATE TABLE endorsements (
    account $INT NOT NULL,
    target $INT NOT NULL,
    id $INT NOT NULL,
    PRIMARY KEY (account, target)
) $KEYED;

CREATE TABLE private_notes (
    account $INT NOT NULL,
    target $INT NOT NULL,
    text TEXT NOT NULL,
    id $INT NOT NULL,
    PRIMARY KEY (account, target)
) $KEYED;

CREATE TABLE passed_suggestions (
    account $INT NOT NULL,
    target $INT NOT NULL,
    id $INT NOT NULL,
    PRIMARY KEY (account, target)
) $KEYED;

CREATE TABLE member_domain_blocks (
    account $INT NOT NULL,
    domain TEXT NOT NULL,
    id $INT NOT NULL,
    PRIMARY KEY (account, domain)
) $KEYED;

CREATE INDEX accounts_discoverable ON accounts (id) WHERE discoverable = 1 AND state = 0;
