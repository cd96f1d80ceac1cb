-- Conversations of direct posts, one row for each member that takes part in one. last_post: the newest direct post of the thread that the member wrote or is named in.
-- unread: it came from somebody else and was not read. since: posts up to this one were there when the member deleted the conversation, and do not come back.
CREATE TABLE conversations (
    id $ID,
    account $INT NOT NULL,
    root $INT NOT NULL,
    last_post $INT NOT NULL,
    unread $INT NOT NULL,
    since $INT NOT NULL DEFAULT 0
) $ROWS;

CREATE UNIQUE INDEX conversations_once ON conversations (account, root);
CREATE INDEX conversations_newest ON conversations (account, last_post);
CREATE INDEX conversations_last ON conversations (last_post);

INSERT INTO conversations (id, account, root, last_post, unread)
SELECT row_number() OVER (ORDER BY max(id), account), account, root, max(id), 0 FROM (
    SELECT p.id, p.root, p.author AS account FROM posts p JOIN users u ON u.account = p.author WHERE p.visibility = 3
    UNION SELECT p.id, p.root, m.account FROM mentions m JOIN posts p ON p.id = m.post JOIN users u ON u.account = m.account WHERE p.visibility = 3
) AS direct GROUP BY account, root;
