-- What a member is told about the safety of the account. event: Antiphon.People.Security.SecurityEvent.
CREATE TABLE security_log (
    id $ID,
    account $INT NOT NULL,
    event $INT NOT NULL,
    at $INT NOT NULL
) $ROWS;

CREATE INDEX security_log_account ON security_log (account, id);

-- Wrong passwords for names that nobody has, counted like those of members, so that a lock says nothing about who is a member.
-- name: an HMAC under a key that lives in memory alone. Rows older than a day are deleted.
CREATE TABLE unknown_names (
    name $BLOB PRIMARY KEY,
    failures $INT NOT NULL,
    locked_until $INT,
    at $INT NOT NULL
) $KEYED;

CREATE INDEX unknown_names_at ON unknown_names (at);

-- Accounts whose deletion has begun and still has rows to delete: a crash in the middle is carried on with at the next start.
CREATE TABLE departures (
    account $ID,
    started $INT NOT NULL
) $ROWS;

-- Media keys whose files must go: pictures of profiles that were changed or deleted. A row goes after its file.
CREATE TABLE doomed_files (
    file TEXT PRIMARY KEY,
    since $INT NOT NULL
) $KEYED;

CREATE INDEX once_account ON once (account) WHERE account IS NOT NULL;
CREATE INDEX follows_follower ON follows (follower, state, id);
CREATE INDEX notifications_actor ON notifications (actor);
CREATE INDEX sessions_expires ON sessions (expires);
CREATE INDEX once_expires ON once (expires);
CREATE INDEX users_role ON users (role) WHERE role > 0;
