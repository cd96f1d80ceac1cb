-- Where a member's apps want to be woken (Web Push): one for each token. client_key, auth: the app's own, to encrypt to. standard: 0 for the older encryption ("aesgcm").
-- alerts: a bit for each kind of notification (1 << its number). policy: 0 from everybody, 1 from those whom the member follows, 2 from their followers, 3 from nobody.
-- sealed: the token's text, which apps look for in what they get; encrypted with a key that lies outside of the database.
CREATE TABLE push_subscriptions (
    id $ID,
    token $INT NOT NULL,
    account $INT NOT NULL,
    endpoint TEXT NOT NULL,
    client_key $BLOB NOT NULL,
    auth $BLOB NOT NULL,
    standard $INT NOT NULL,
    alerts $INT NOT NULL,
    policy $INT NOT NULL,
    sealed $BLOB NOT NULL,
    created $INT NOT NULL
) $ROWS;

CREATE UNIQUE INDEX push_subscriptions_token ON push_subscriptions (token);
CREATE INDEX push_subscriptions_account ON push_subscriptions (account);

-- What is still to be sent to whom. attempts: that failed. due: not before, UTC ms.
CREATE TABLE push_waiting (
    subscription $INT NOT NULL,
    notification $INT NOT NULL,
    account $INT NOT NULL,
    due $INT NOT NULL,
    attempts $INT NOT NULL DEFAULT 0,
    PRIMARY KEY (subscription, notification)
) $KEYED;

CREATE INDEX push_waiting_due ON push_waiting (due);
CREATE INDEX push_waiting_account ON push_waiting (account);
