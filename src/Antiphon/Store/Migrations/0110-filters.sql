-- Filters of members over what they are shown. contexts: bits, 1 home, 2 notifications, 4 public, 8 thread, 16 account. action: 0 warn, 1 hide, 2 blur.
-- expires: NULL for good. The owner stands in each of the three tables, so that each statement can name it.
CREATE TABLE filters (
    id $ID,
    account $INT NOT NULL,
    title TEXT NOT NULL,
    contexts $INT NOT NULL,
    action $INT NOT NULL,
    expires $INT
) $ROWS;

CREATE INDEX filters_account ON filters (account, id);

CREATE TABLE filter_keywords (
    id $ID,
    filter $INT NOT NULL,
    account $INT NOT NULL,
    keyword TEXT NOT NULL,
    whole_word $INT NOT NULL
) $ROWS;

CREATE INDEX filter_keywords_account ON filter_keywords (account, filter, id);

CREATE TABLE filter_posts (
    id $ID,
    filter $INT NOT NULL,
    account $INT NOT NULL,
    post $INT NOT NULL
) $ROWS;

CREATE UNIQUE INDEX filter_posts_once ON filter_posts (account, filter, post);
CREATE INDEX filter_posts_post ON filter_posts (post);
