-- grouped: the first notification of the group that this one belongs to; its own id where it stands alone. What stood alone until now goes on doing so.
-- filtered: kept from its owner's list by their policy, and told in a request. about: what it is about where that is no post: a report, an event.
ALTER TABLE notifications ADD COLUMN grouped $INT NOT NULL DEFAULT 0;
ALTER TABLE notifications ADD COLUMN filtered $INT NOT NULL DEFAULT 0;
ALTER TABLE notifications ADD COLUMN about $INT;
UPDATE notifications SET grouped = id;

CREATE INDEX notifications_grouped ON notifications (account, grouped, id);
CREATE INDEX notifications_alike ON notifications (account, kind, post, id);
CREATE INDEX notifications_filtered ON notifications (account, actor, id) WHERE filtered = 1;

-- What a member wants to be told of by whom: 0 accept, 1 filter, 2 drop. No row: the defaults of Antiphon.Notifications.Policy.
CREATE TABLE notification_policies (
    account $ID,
    not_following $INT NOT NULL,
    not_followers $INT NOT NULL,
    new_accounts $INT NOT NULL,
    private_mentions $INT NOT NULL,
    limited_accounts $INT NOT NULL
) $ROWS;

-- Whose notifications a member accepts whatever the policy says, because a request of theirs was accepted.
CREATE TABLE notification_permissions (
    account $INT NOT NULL,
    actor $INT NOT NULL,
    PRIMARY KEY (account, actor)
) $KEYED;

CREATE INDEX notification_permissions_actor ON notification_permissions (actor);

-- Somebody who has said something to a member that the policy filtered. How much it is, is counted from the notifications.
CREATE TABLE notification_requests (
    id $ID,
    account $INT NOT NULL,
    actor $INT NOT NULL,
    last_post $INT,
    created $INT NOT NULL,
    changed $INT NOT NULL
) $ROWS;

CREATE UNIQUE INDEX notification_requests_once ON notification_requests (account, actor);
CREATE INDEX notification_requests_actor ON notification_requests (actor);
CREATE INDEX notification_requests_post ON notification_requests (last_post) WHERE last_post IS NOT NULL;
